-- about: A correlated subquery in WHERE by an aggregate
select x, y from (values ('a', 1), ('a', 3), ('b', 2)) as t (x, y) where y = (select max(s.y) from (values ('a', 1), ('a', 3), ('b', 2)) as s (x, y) where s.x = t.x) order by x
