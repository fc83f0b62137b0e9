-- about: Ranks of event types in the lake by app
select app, event_type, n, rank() over (partition by app order by n desc) as r, round(100e0 * n / sum(n) over (partition by app), 2) as share
from (select app, event_type, count(*) as n from events where received_date between '2026-01-01' and '2026-02-28' group by app, event_type)
order by app, r, event_type
