-- about: One event of the lake, whole
select event_id, event_type, occurred_at, received_at, sent_at, price, quantity, value, items, properties from events
where app = 'store' and received_date between '2026-01-01' and '2026-02-28' and event_type = 'order_completed' order by occurred_at, event_id limit 2
