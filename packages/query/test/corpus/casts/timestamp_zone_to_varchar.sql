-- about: Timestamps with time zone to text: region names, offsets, UTC.
select cast(timestamp '2026-01-05 10:00:00 Europe/Berlin' as varchar) as a, cast(timestamp '2026-07-05 10:00:00.5 +02:00' as varchar) as b, cast(timestamp '2026-01-05 10:00:00 UTC' as varchar) as c, cast(timestamp '2026-01-05 10:00 Z' as varchar) as d, cast(timestamp '2026-01-05 10:00 +00:00' as varchar) as e
