-- about: min and max of timestamps with zones
select min(t) as a, max(t) as b from (values timestamp '2026-01-14 10:00:00 UTC', timestamp '2026-01-14 11:00:00 Asia/Kolkata') as s (t)
