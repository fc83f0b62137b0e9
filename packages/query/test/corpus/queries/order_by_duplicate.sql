-- about: ORDER BY a column twice
select x from (values 2, 1) as t (x) order by x, x desc
