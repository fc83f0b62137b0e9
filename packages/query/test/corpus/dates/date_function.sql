-- about: The function date of texts, timestamps and zones.
select date('2026-01-05') as a, date(timestamp '2026-01-05 23:59:59') as b, date(timestamp '2026-01-05 23:30:00 America/New_York') as c, date(cast(null as varchar)) as d, typeof(date('2026-01-05'))
