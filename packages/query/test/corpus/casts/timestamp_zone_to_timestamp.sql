-- about: A timestamp with time zone loses its zone and keeps its local time.
select cast(timestamp '2026-01-05 10:00:00 America/New_York' as timestamp) as a, cast(timestamp '2026-01-05 23:30:00 America/New_York' as date) as b, cast(timestamp '2026-01-05 10:00:00.123456 +05:30' as timestamp(3)) as c
