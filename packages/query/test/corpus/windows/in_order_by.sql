-- about: A window function in ORDER BY
select x from (values 3, 1, 2) as t (x) order by row_number() over (order by x desc)
