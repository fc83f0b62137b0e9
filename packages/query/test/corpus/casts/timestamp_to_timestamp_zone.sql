-- about: A timestamp gains the session's zone, UTC.
select cast(timestamp '2026-01-05 10:00:00' as timestamp with time zone) as a, cast(timestamp '2026-01-05 10:00:00' as timestamp(6) with time zone) as b, typeof(cast(timestamp '2026-01-05 10:00:00' as timestamp with time zone))
