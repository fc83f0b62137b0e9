-- about: The first of groups by count, then name
select event_type, count(*) as n from events where app = 'store' and received_date between '2026-01-01' and '2026-02-28' group by event_type order by n desc, event_type limit 5
