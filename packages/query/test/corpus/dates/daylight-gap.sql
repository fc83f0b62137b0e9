-- about: A local time that the clock change leaves out, and one it repeats.
select timestamp '2026-03-29 02:30:00 Europe/Berlin' as gap, timestamp '2026-10-25 02:30:00 Europe/Berlin' as twice
