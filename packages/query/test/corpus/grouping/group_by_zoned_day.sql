-- about: The day in a zone, of the lake
with local as (select occurred_at at time zone 'Asia/Kolkata' as t, app from events)
select date_trunc('day', t) as day, app, count(*) as events, sum(count(*)) over (partition by app order by date_trunc('day', t)) as so_far
from local group by date_trunc('day', t), app having date_trunc('day', t) > timestamp '2026-01-14 00:00:00 UTC' order by day desc, app
