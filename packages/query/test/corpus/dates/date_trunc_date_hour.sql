-- about: date_trunc of a date to hours.
select date_trunc('hour', date '2026-01-05')
