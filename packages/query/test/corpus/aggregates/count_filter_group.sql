-- about: count with FILTER in groups that have none
select k, count(*) filter (where x > 1) as n, sum(x) filter (where x > 1) as s, array_agg(x order by x) filter (where x is not null) as a
from (values ('a', 1), ('a', 2), ('b', 1), ('c', null)) as t (k, x) group by k order by k
