-- about: lower of a number.
select lower(5)
