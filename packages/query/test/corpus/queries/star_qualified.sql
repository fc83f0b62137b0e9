-- about: t.* and columns beside it
select t.*, t.x + 1 as more from (values (1, 'a')) as t (x, y)
