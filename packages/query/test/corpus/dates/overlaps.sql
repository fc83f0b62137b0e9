-- about: There is no DATEADD or DATEDIFF: the name is unknown.
select datediff('day', date '2026-01-01', date '2026-01-03')
