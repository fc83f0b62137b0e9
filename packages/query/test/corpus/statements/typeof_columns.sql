-- about: typeof of the lake's columns
select typeof(event_id) as a, typeof(occurred_at) as b, typeof(price) as c, typeof(quantity) as d, typeof(received_date) as e, typeof(items) as f from events where received_date between '2026-01-01' and '2026-02-28' limit 1
