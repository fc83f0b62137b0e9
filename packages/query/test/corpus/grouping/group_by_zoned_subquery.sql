-- about: A subquery beside GROUP BY names a time with its zone that is grouped by
-- refused: A time with its zone, grouped by and named in a subquery
select t, (select count(*) from (values timestamp '2026-01-05 05:30:00 Asia/Kolkata') y(u) where u = x.t) c
from (values timestamp '2026-01-05 00:00:00 UTC') x(t) group by t
