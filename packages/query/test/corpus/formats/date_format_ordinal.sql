-- about: date_format of a code Trino refuses: %D.
select date_format(timestamp '2026-01-05 00:00:00', '%D')
