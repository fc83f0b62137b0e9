-- about: A window function in GROUP BY is an error
select 1 from (values 1) as t (x) group by row_number() over (order by x)
