-- about: ORDER BY and LIMIT in a CTE
with top as (select x from (values 3, 1, 2) as t (x) order by x desc limit 2) select sum(x) as s from top
