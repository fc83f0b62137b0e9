-- about: date_trunc of a timestamp to every unit; weeks begin on Monday.
select unit, date_trunc(unit, timestamp '2026-08-16 10:11:12.345') as a, date_trunc(unit, timestamp '1969-12-31 23:59:59.999') as b from (values 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year') t(unit) order by 2, 1
