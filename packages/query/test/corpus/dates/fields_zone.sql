-- about: The functions of fields over timestamps with time zone take the local clock.
select hour(x) as h, day(x) as d, day_of_week(x) as w, minute(x) as m, year(x) as y from (values timestamp '2026-01-01 00:30:00 Asia/Kolkata', timestamp '2025-12-31 23:30:00 America/New_York') t(x) order by x
