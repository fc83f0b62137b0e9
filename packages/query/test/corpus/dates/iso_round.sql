-- about: to_iso8601 and from_iso8601_timestamp are each other's way back.
select event_id, from_iso8601_timestamp(to_iso8601(occurred_at)) = occurred_at as same, to_iso8601(occurred_at) as text from events order by event_id limit 5
