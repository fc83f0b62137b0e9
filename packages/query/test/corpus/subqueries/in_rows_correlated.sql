-- about: A row in the rows of a correlated subquery: NULL in them is like none
select a, b, (a, b) in (select x, y from (values (1, null), (2, 3)) as s (x, y) where x = t.a) as x from (values (1, 1), (1, null), (2, 3), (2, 4), (3, null)) as t (a, b) order by a, b
