-- about: UNION takes times of one moment for the same
select count(*), count(t) from (select timestamp '2026-01-05 00:00:00 UTC' t union select timestamp '2026-01-05 05:30:00 Asia/Kolkata' union select null union select null)
