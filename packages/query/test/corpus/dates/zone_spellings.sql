-- about: How offsets may be written, and what zones they are.
select z, with_timezone(timestamp '2026-01-05 10:00:00', z) as t from (values '+5', '-11:30', '+0530', 'GMT+5', 'Etc/GMT-3', 'UTC+05:30', 'GMT0', 'Zulu', 'US/Pacific', '+14:00', 'EST5EDT') t(z) order by z
