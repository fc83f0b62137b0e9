-- about: from_iso8601_date of days, weeks and days of a year.
select from_iso8601_date('2026-01-05') as a, from_iso8601_date('2026-W02') as b, from_iso8601_date('2026-W02-3') as c, from_iso8601_date('2026-123') as d, from_iso8601_date(null) as e
