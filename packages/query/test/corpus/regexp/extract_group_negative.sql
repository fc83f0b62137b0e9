-- about: A negative group is an error.
select regexp_extract('abc', '(a)', -1)
