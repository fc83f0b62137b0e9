-- about: sequence of timestamps by interval
select sequence(timestamp '2026-01-14 22:00:00', timestamp '2026-01-15 02:00:00', interval '2' hour) as hours,
  sequence(timestamp '2026-01-31 10:00:00', timestamp '2026-03-31 10:00:00', interval '1' month) as months
