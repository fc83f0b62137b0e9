-- about: date_trunc keeps the precision of the type.
select date_trunc('second', timestamp '2026-01-05 10:00:00.123456') as a, typeof(date_trunc('second', timestamp '2026-01-05 10:00:00.123456')), date_trunc('DAY', timestamp '2026-01-05 10:00:00') as b, date_trunc('hour', time '10:11:12') as c
