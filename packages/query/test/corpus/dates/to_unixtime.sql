-- about: to_unixtime gives a double of seconds.
select to_unixtime(timestamp '2026-01-05 10:11:12.345') as a, to_unixtime(timestamp '1969-12-31 23:59:59') as b, to_unixtime(timestamp '2026-01-05 10:11:12 Asia/Tokyo') as c, to_unixtime(timestamp '2026-01-05 10:11:12.123456') as d, to_unixtime(cast(date '2026-01-05' as timestamp)) as e, typeof(to_unixtime(timestamp '1970-01-01 00:00:00'))
