-- about: from_hex of letters that are no digits is an error.
select from_hex('zz')
