-- about: date_format of years: %Y %y %x %v %V %X.
select date_format(x, '%Y %y') as a, date_format(x, '%x %v') as b from (values timestamp '2026-01-05 10:11:12', timestamp '2024-12-30 00:00:00', timestamp '0999-06-01 00:00:00', null) t(x) order by x
