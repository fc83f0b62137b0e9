-- about: A unit that timestamps do not know.
select date_diff('century', timestamp '2026-01-01 00:00:00', timestamp '2026-01-03 00:00:00')
