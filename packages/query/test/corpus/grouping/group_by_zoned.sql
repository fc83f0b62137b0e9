-- about: Times with zones are grouped by their moment, whatever the zone
select t is null n, to_unixtime(t) u, count(*) c, max(x) x from
  (values (timestamp '2026-01-05 00:00:00 UTC', 1), (timestamp '2026-01-05 05:30:00 Asia/Kolkata', 2), (timestamp '2026-01-05 00:00:00 Asia/Kolkata', 3), (null, 4), (null, 5)) v(t, x)
group by t order by t
