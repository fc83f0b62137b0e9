-- about: from_hex of an odd number of digits is an error.
select from_hex('abc')
