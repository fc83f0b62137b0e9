-- about: date_format of days: %d %e %j %a %W.
select date_format(x, '%d|%e|%j|%a|%W') as a from (values timestamp '2026-01-05 10:11:12', timestamp '2026-08-16 00:00:00', timestamp '2024-12-31 00:00:00') t(x) order by x
