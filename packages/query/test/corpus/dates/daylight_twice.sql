-- about: A local time that the clock change repeats is the first of the two.
select timestamp '2026-10-25 02:30:00 Europe/Berlin' as t, to_unixtime(timestamp '2026-10-25 02:30:00 Europe/Berlin') as s, timestamp '2026-10-25 02:30:00 Europe/Berlin' + interval '1' hour as later
