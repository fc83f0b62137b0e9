-- about: Star in a function that is not count
select sum(*) from (values 1) as t (x)
