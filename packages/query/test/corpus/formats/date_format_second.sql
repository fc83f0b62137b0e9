-- about: date_format of minutes, seconds and fractions: %i %s %S %f.
select date_format(x, '%i|%s|%S|%f') as a from (values timestamp '2026-01-05 00:01:02.003', timestamp '2026-01-05 23:59:59.999', timestamp '2026-01-05 23:59:59') t(x) order by x
