-- about: Totals of the lake by app: counts, sums of decimals, distinct people
select app, count(*) as n, sum(quantity) as quantity, sum(value) as value, count(distinct event_type) as types, min(occurred_at) as first, max(occurred_at) as last
from events where received_date between '2026-01-01' and '2026-02-28' group by app order by app
