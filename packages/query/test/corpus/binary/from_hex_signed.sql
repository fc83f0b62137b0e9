-- about: A byte that is no hexadecimal digit
select from_hex(x'ff41')
