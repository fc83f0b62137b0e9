-- about: Partition columns are columns: shown, filtered, grouped
select app, received_date, count(*) as n, min(received_hour) as first_hour, max(received_hour) as last_hour from events
where received_date between '2026-01-01' and '2026-02-28' and received_hour >= '06' group by app, received_date order by app, received_date
