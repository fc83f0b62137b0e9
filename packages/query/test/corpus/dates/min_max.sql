-- about: min and max of dates and timestamps.
select min(d) as a, max(d) as b, min(t) as c, max(t) as e from (values (date '2026-01-05', timestamp '2026-01-05 10:00:00'), (date '1999-01-05', timestamp '2026-01-05 09:59:59.999'), (null, null)) v(d, t)
