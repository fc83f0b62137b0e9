-- about: RANGE frames with an interval
select cast(day as varchar) as day, sum(x) over (order by day range between interval '2' day preceding and current row) as three_days
from (values (date '2026-01-01', 1), (date '2026-01-02', 2), (date '2026-01-05', 4), (date '2026-01-06', 8)) as t (day, x) order by 1
