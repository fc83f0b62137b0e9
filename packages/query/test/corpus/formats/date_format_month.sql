-- about: date_format of months: %m %c %b %M.
select date_format(x, '%m|%c|%b|%M') as a from (values timestamp '2026-01-05 10:11:12', timestamp '2026-05-15 00:00:00', timestamp '2026-12-15 00:00:00') t(x) order by x
