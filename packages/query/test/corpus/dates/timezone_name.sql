-- about: Zone names of several kinds, and the text of each.
select with_timezone(timestamp '2026-01-05 10:00:00', z) as t from (values 'UTC', 'Z', 'GMT', '+01:00', '-11:30', 'Etc/GMT+5', 'US/Pacific') v(z) order by 1
