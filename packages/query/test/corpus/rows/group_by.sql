-- about: GROUP BY a row, and DISTINCT
select row(app, traffic) as r, count(*) > 0 as any from events where received_date between '2026-01-01' and '2026-02-28' group by row(app, traffic) order by r
