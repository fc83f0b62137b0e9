-- about: format_datetime of zones: Z ZZ ZZZ.
select format_datetime(x, 'Z') as a, format_datetime(x, 'ZZ') as b, format_datetime(x, 'ZZZ') as c, format_datetime(x, 'HH') as e from (values timestamp '2026-01-05 10:00:00 Europe/Berlin', timestamp '2026-07-05 10:00:00 Europe/Berlin', timestamp '2026-01-06 10:00:00 +05:30', timestamp '2026-01-07 10:00:00 UTC') t(x) order by x
