-- about: A text of a table that is no number
select cast(event_type as integer) from events where app = 'store' and received_date between '2026-01-01' and '2026-02-28'
