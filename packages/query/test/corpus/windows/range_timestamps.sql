-- about: RANGE frames over timestamps: events of the last half hour
select i, count(*) over (order by at range between interval '30' minute preceding and current row) as n
from (values (1, timestamp '2026-01-14 10:00:00'), (2, timestamp '2026-01-14 10:20:00'), (3, timestamp '2026-01-14 10:30:00'), (4, timestamp '2026-01-14 11:00:00.001')) as t (i, at) order by i
