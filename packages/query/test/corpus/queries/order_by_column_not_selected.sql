-- about: ORDER BY a column that is not shown
select y from (values (2, 'b'), (1, 'a')) as t (x, y) order by x
