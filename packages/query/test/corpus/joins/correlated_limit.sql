-- about: A correlated subquery with ORDER BY and LIMIT 1
select x, (select y from (values (1, 'b'), (1, 'a'), (2, 'c')) as s (x, y) where s.x = t.x order by y limit 1) as y from (values 1, 2, 3) as t (x) order by x
