-- about: Hours over a clock change count real time, days and months the local clock.
select timestamp '2026-03-28 12:00:00 Europe/Berlin' + interval '1' day as a, timestamp '2026-03-28 12:00:00 Europe/Berlin' + interval '24' hour as b, timestamp '2026-02-28 12:00:00 Europe/Berlin' + interval '1' month as c
