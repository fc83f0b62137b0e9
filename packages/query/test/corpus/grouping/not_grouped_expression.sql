-- about: An expression of a column that is not grouped by is an error
select x + y from (values (1, 2)) as t (x, y) group by x
