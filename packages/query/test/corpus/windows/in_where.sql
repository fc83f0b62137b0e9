-- about: A window function in WHERE is an error
select x from (values 1) as t (x) where row_number() over (order by x) = 1
