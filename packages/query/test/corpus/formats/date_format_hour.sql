-- about: date_format of hours: %H %k %h %I %l %p, at midnight and noon.
select date_format(x, '%H|%k|%h|%I|%l|%p') as a from (values timestamp '2026-01-05 00:11:12', timestamp '2026-01-05 09:11:12', timestamp '2026-01-05 12:00:00', timestamp '2026-01-05 23:00:00') t(x) order by x
