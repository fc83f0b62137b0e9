-- about: lpad with an empty padding is an error.
select lpad('abc', 6, '')
