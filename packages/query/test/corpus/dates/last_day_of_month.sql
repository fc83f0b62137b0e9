-- about: last_day_of_month of dates and timestamps.
select last_day_of_month(date '2024-02-01') as a, last_day_of_month(date '2026-02-28') as b, last_day_of_month(timestamp '2026-12-31 23:59:59') as c, last_day_of_month(timestamp '2026-01-31 23:30:00 America/New_York') as d, last_day_of_month(cast(null as date)) as e, typeof(last_day_of_month(timestamp '2026-12-31 23:59:59'))
