-- about: A join of times in other zones: the moment counts
select a.n, b.n as m from (values (1, timestamp '2026-01-14 00:00:00 UTC')) as a (n, t) join (values (2, timestamp '2026-01-14 05:30:00 Asia/Kolkata')) as b (n, t) on a.t = b.t
