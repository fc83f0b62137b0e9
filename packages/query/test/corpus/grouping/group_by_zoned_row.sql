-- about: Rows that hold times with zones
-- refused: GROUP BY of what holds times with zones
select row(t) r, count(*) from (values timestamp '2026-01-05 00:00:00 UTC') x(t) group by row(t)
