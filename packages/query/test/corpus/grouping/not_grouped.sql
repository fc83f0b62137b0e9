-- about: A column that is not grouped by is an error
select x, y, count(*) from (values (1, 2)) as t (x, y) group by x
