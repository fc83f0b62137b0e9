-- about: AT TIME ZONE with an interval.
select timestamp '2026-01-05 10:00:00 UTC' at time zone interval '2' hour as a, timestamp '2026-01-05 10:00:00 UTC' at time zone interval '-05:30' hour to minute as b
