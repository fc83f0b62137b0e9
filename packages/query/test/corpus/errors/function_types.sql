-- about: A function with an argument of another type
select lower(1)
