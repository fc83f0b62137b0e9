-- about: ROLLUP of the lake by app and traffic
select app, traffic, grouping(app, traffic) as g, count(*) as n from events where received_date between '2026-01-01' and '2026-02-28' group by rollup (app, traffic) order by g, app, traffic
