-- about: DISTINCT takes times of one moment for the same
select count(*), count(t), count(distinct t) from (select distinct t, x from
  (values (timestamp '2026-01-05 00:00:00 UTC', 1), (timestamp '2026-01-05 05:30:00 Asia/Kolkata', 1), (timestamp '2026-01-05 05:30:00 Asia/Kolkata', 2), (null, 1), (null, 1)) v(t, x))
