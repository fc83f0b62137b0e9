-- about: date_add keeps the precision and the zone.
select date_add('second', 1, timestamp '2026-01-05 10:00:00.123456') as a, date_add('day', 1, timestamp '2026-03-28 12:00:00 Europe/Berlin') as b, date_add('hour', 24, timestamp '2026-03-28 12:00:00 Europe/Berlin') as c, typeof(date_add('day', 1, timestamp '2026-01-05 10:00:00')), date_add('millisecond', 5, timestamp '2026-01-05 10:00:00') as d
