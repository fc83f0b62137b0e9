-- about: A row in the rows of a subquery: NULL in them is like NULL
select a, b, (a, b) in (select x, y from (values (1, null), (2, 3), (null, 3)) as s (x, y)) as x from (values (1, 1), (1, null), (2, 3), (2, 4), (3, null), (null, 3)) as t (a, b) order by a, b
