-- about: The hour of a date.
select hour(date '2026-01-05')
