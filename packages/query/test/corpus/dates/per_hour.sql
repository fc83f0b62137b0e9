-- about: Events by hour and day of week over the lake.
select date_trunc('hour', occurred_at) as hour, day_of_week(occurred_at) as weekday, count(*) as n from events group by 1, 2 order by 1, 2 limit 20
