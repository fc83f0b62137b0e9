-- about: A timestamp compares with a date as its midnight, and with a timestamp with time zone in UTC.
select timestamp '2026-01-05 00:00:00' = date '2026-01-05' as a, timestamp '2026-01-05 00:00:01' > date '2026-01-05' as b, timestamp '2026-01-05 10:00:00' = timestamp '2026-01-05 11:00:00 Europe/Berlin' as c, date '2026-01-05' = timestamp '2026-01-05 00:00:00 UTC' as d
