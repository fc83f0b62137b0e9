-- about: AT TIME ZONE takes the zone as text only, not from a column: at_timezone does.
select event_id, timezone, cast(occurred_at at time zone timezone as varchar) as local from events where timezone is not null order by event_id limit 10
