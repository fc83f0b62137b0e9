-- about: Hours between two dates are no unit of dates.
select date_diff('hour', date '2026-01-01', date '2026-01-03')
