-- about: AT TIME ZONE of a plain timestamp takes it as UTC, the session's zone.
select timestamp '2026-01-05 10:00:00' at time zone 'Europe/Berlin' as a, cast(timestamp '2026-01-05 10:00:00' at time zone 'America/New_York' as varchar) as b, date(timestamp '2026-01-05 23:30:00' at time zone 'Asia/Tokyo') as c, typeof(timestamp '2026-01-05 10:00:00' at time zone 'Europe/Berlin')
