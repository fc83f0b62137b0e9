-- about: date_format over the lake with a pattern of minutes.
select date_format(occurred_at, '%Y-%m-%d %H:00') as hour, date_format(occurred_at, '%a %b %e') as day, count(*) as n from events group by 1, 2 order by 1 limit 12
