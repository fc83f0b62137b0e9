-- about: There is no datediff: the name is unknown.
select datediff('day', date '2026-01-01', date '2026-01-03')
