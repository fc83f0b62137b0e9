-- about: An aggregate over the whole partition beside each row: shares
select k, x, sum(x) over (partition by k) as total, cast(x as double) / sum(x) over (partition by k) as share, count(*) over () as n
from (values ('a', 1), ('a', 3), ('b', 5), ('b', null)) as t (k, x) order by k, x
