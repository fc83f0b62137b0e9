-- about: Times of one moment are one key
-- refused: A map by times with zones
select histogram(t) from (values timestamp '2026-01-05 00:00:00 UTC', timestamp '2026-01-05 05:30:00 Asia/Kolkata') x(t)
