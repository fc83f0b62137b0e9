-- about: ORDER BY the place
select x, y from (values (1, 'b'), (2, 'a')) as t (x, y) order by 2
