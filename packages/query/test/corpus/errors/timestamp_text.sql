-- about: A timestamp compared to a text
select count(*) from events where occurred_at > '2026-01-14'
