-- about: AT TIME ZONE over the lake: events a day in Tokyo.
select date(occurred_at at time zone 'Asia/Tokyo') as day, count(*) as n, min(hour(occurred_at at time zone 'Asia/Tokyo')) as first from events group by 1 order by 1
