-- about: UNNEST of the outer row's array in a subquery
select id, (select sum(x) from unnest(a) as u (x)) as total, exists (select 1 from unnest(a) as u (x) where x > 2) as big
from (values (1, array[1, 2]), (2, array[3, 4]), (3, array[])) as t (id, a) order by id
