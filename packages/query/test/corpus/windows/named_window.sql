-- about: Named windows, one made of another
select x, sum(x) over w as s, row_number() over (w) as n, max(x) over (p order by x desc) as m
from (values ('a', 1), ('a', 2), ('b', 3)) as t (k, x) window p as (partition by k), w as (p order by x) order by x
