-- about: Times: literals, text, casts from timestamps, precision.
select time '10:11:12' as a, time '01:02' as b, cast('10:11:12.5' as time) as c, cast(timestamp '2026-01-05 10:11:12.345' as time) as d, cast(time '10:11:12.345' as varchar) as e, cast(time '23:59:59.9999' as time(3)) as f, typeof(time '10:11:12'), typeof(cast('10:11' as time))
