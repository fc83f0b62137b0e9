-- about: Formats look at milliseconds, rounded.
select date_format(timestamp '2026-01-05 23:59:59.9996', '%Y-%m-%d %T.%f') as a, format_datetime(timestamp '2026-01-05 23:59:59.9996', 'yyyy-MM-dd HH:mm:ss.SSS') as b, date_format(timestamp '2026-01-05 10:00:00.0004', '%f') as c
