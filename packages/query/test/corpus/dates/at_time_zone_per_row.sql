-- about: AT TIME ZONE with each row's own zone.
select event_id, timezone, cast(occurred_at at time zone timezone as varchar) as local from events where timezone is not null order by event_id limit 10
