-- about: t.* with names
select t.* as (p, q) from (values (1, 'a')) as t (x, y)
