-- about: date_trunc to a unit that does not exist.
select date_trunc('decade', timestamp '2026-01-05 10:00:00')
