-- about: UNNEST of a literal beside a table
select app, day from (select distinct app from events where received_date between '2026-01-01' and '2026-02-28') as t cross join unnest(array['2026-01-14', '2026-01-15']) as d (day) order by app, day
