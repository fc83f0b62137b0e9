-- about: A correlated subquery by inequality
select x, (select count(*) from (values 1, 2, 3) as s (y) where s.y < t.x) as n from (values 1, 3, null) as t (x) order by x
