-- about: with_timezone of a local time that the clock change leaves out.
select with_timezone(timestamp '2026-03-29 02:30:00', 'Europe/Berlin') as a, with_timezone(timestamp '2026-10-25 02:30:00', 'Europe/Berlin') as b
