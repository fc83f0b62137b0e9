-- about: An aggregate over DISTINCT times with zones, of which it shows one
-- refused: array_agg of distinct times with zones
select array_agg(distinct t) from (values timestamp '2026-01-05 00:00:00 UTC', timestamp '2026-01-05 05:30:00 Asia/Kolkata') x(t)
