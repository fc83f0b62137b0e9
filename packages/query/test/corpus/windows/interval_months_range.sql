-- about: RANGE frames with an interval of months
select cast(d as varchar) as d, count(*) over (order by d range between interval '1' month preceding and current row) as n
from (values date '2026-01-31', date '2026-02-28', date '2026-03-31', date '2026-04-01') as t (d) order by 1
