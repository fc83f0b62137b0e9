-- about: A correlated scalar subquery, NULL where nothing
select x, (select max(y) from (values (1, 10), (1, 20), (2, 5)) as s (x, y) where s.x = t.x) as hi, (select count(*) from (values 1, 1) as s (x) where s.x = t.x) as n
from (values 1, 2, 3) as t (x) order by x
