-- about: date_format of a date and of a timestamp with time zone.
select date_format(date '2026-01-05', '%Y-%m-%d %H:%i:%s') as a, date_format(timestamp '2026-01-05 23:30:00 America/New_York', '%Y-%m-%d %H:%i') as b, date_format(timestamp '2026-01-05 10:00:00' at time zone 'Asia/Tokyo', '%H:%i') as c, date_format(cast(null as date), '%Y') as d
