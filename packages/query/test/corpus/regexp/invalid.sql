-- about: A pattern that does not parse is an error.
select regexp_like('abc', '(')
