-- about: ORDER BY a column that is not grouped by is an error
select x, count(*) from (values (1, 2)) as t (x, y) group by x order by y
