-- about: sequence of dates by day, by interval of days and of months
select sequence(date '2026-01-30', date '2026-02-02') as days, sequence(date '2026-01-01', date '2026-01-10', interval '3' day) as thirds,
  sequence(date '2026-01-31', date '2026-04-30', interval '1' month) as months, sequence(date '2026-02-02', date '2026-01-31') as down
