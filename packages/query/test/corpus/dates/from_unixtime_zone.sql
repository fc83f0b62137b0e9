-- about: from_unixtime with a zone and with an offset.
select from_unixtime(0, 'Asia/Kolkata') as a, from_unixtime(1767607872, 'America/New_York') as b, from_unixtime(0, 5, 30) as c, from_unixtime(0, -3, 0) as d
