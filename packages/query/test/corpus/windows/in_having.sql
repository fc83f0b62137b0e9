-- about: A window function in HAVING is an error
select x from (values 1) as t (x) group by x having row_number() over (order by x) = 1
