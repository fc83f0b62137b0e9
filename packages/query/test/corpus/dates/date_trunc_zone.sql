-- about: date_trunc of a timestamp with time zone is of its local clock.
select date_trunc('day', timestamp '2026-01-05 23:30:00 America/New_York') as a, date_trunc('hour', timestamp '2026-01-05 10:45:00 Asia/Kolkata') as b, date_trunc('month', timestamp '2026-03-29 12:00:00 Europe/Berlin') as c, date_trunc('day', timestamp '2026-03-29 12:00:00 Europe/Berlin') as d
