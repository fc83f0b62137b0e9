-- about: date_add in every unit to a timestamp.
select unit, date_add(unit, 3, timestamp '2026-01-31 10:11:12.345') as a, date_add(unit, -3, timestamp '2026-01-31 10:11:12.345') as b from (values 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year') t(unit) order by 2
