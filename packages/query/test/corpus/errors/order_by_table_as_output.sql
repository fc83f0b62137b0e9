-- about: ORDER BY by a table whose name an output has
select a as e, b as z from (values (1, 2), (2, 1)) as e (a, b) order by e.b
