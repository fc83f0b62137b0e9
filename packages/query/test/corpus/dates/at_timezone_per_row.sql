-- about: at_timezone with each row's own zone.
select event_id, timezone, cast(at_timezone(occurred_at, timezone) as varchar) as local from events where timezone is not null order by event_id limit 10
