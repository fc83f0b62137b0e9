-- about: EXTRACT of the hour of a date.
select extract(hour from date '2026-01-05')
