-- about: format_datetime of a letter Joda does not know.
select format_datetime(timestamp '2026-01-05 10:11:12', 'yyyy-bb')
