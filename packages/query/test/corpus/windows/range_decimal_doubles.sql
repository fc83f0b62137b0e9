-- about: RANGE frames with offsets of decimals and doubles
select x, count(*) over (order by x range between 0.5 preceding and 0.5 following) as n, count(*) over (order by y range between 0.5e0 preceding and current row) as m
from (values (1.0, 1e0), (1.5, 1.5e0), (2.25, 2.25e0)) as t (x, y) order by x
