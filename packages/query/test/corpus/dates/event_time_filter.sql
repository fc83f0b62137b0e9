-- about: A period filter on event time with timestamp literals and on the partition with text.
select received_date, count(*) as n, min(occurred_at) as first, max(occurred_at) as last from events where occurred_at >= timestamp '2020-01-01 00:00:00' and occurred_at < date '2030-01-01' and received_date >= '2020-01-01' group by received_date order by received_date
