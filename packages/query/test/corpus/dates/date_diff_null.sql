-- about: date_diff of NULL, units in any case.
select date_diff('DAY', date '2026-01-01', date '2026-01-03') as a, date_diff('day', null, date '2026-01-03') as b, date_diff(null, date '2026-01-01', date '2026-01-03') as c, typeof(date_diff('day', date '2026-01-01', date '2026-01-03'))
