-- about: ORDER BY NULLS FIRST
select x from (values 2, null, 1) as t (x) order by x nulls first
