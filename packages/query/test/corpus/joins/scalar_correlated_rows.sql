-- about: A correlated scalar subquery of several rows is an error
select x, (select y from (values (1, 10), (1, 20)) as s (x, y) where s.x = t.x) as y from (values 1) as t (x)
