-- about: The functions at_timezone and with_timezone: one moves the clock, the other names the zone.
select at_timezone(timestamp '2026-01-05 10:00:00 UTC', 'Asia/Tokyo') as a, with_timezone(timestamp '2026-01-05 10:00:00', 'Asia/Tokyo') as b, with_timezone(timestamp '2026-07-05 10:00:00.123456', 'America/New_York') as c, typeof(with_timezone(timestamp '2026-01-05 10:00:00', 'Asia/Tokyo'))
