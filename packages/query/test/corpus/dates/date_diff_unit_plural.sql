-- about: A plural unit is no unit.
select date_diff('days', date '2026-01-01', date '2026-01-03')
