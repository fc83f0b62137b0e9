-- about: A group that the pattern does not have is an error.
select regexp_extract('abc', '(a)', 2)
