-- about: A window over an aggregate
select k, count(*) as n, sum(count(*)) over () as total, rank() over (order by count(*) desc, k) as r, cast(count(*) as double) / sum(count(*)) over () as share
from (values 'a', 'b', 'b', 'b') as t (k) group by k order by k
