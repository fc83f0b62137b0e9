-- about: %f of a timestamp of microseconds.
select date_format(timestamp '2026-01-05 00:01:02.123456', '%f') as a
