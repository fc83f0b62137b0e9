-- about: ORDER BY DESC NULLS FIRST, then another
select x, y from (values (1, 'b'), (null, 'a'), (1, 'a')) as t (x, y) order by x desc nulls first, y
