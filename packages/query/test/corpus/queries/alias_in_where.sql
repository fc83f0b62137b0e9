-- about: An alias in WHERE is an error
select x + 1 as y from (values 1) as t (x) where y = 2
