-- about: Hours to a date are no unit of dates.
select date_add('hour', 1, date '2026-01-05')
