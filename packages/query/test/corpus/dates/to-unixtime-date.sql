-- about: to_unixtime of a date.
select to_unixtime(date '2026-01-05')
