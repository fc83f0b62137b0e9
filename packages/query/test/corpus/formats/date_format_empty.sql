-- about: date_format of an empty pattern is an error.
select date_format(timestamp '2026-01-05 15:11:12.345', '')
