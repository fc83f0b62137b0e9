-- about: format_datetime of hours: H k h K a, at midnight and noon.
select format_datetime(x, 'H k h K a') as a, format_datetime(x, 'HH kk hh KK') as b from (values timestamp '2026-01-05 00:30:00', timestamp '2026-01-05 12:30:00', timestamp '2026-01-05 23:30:00') t(x) order by x
