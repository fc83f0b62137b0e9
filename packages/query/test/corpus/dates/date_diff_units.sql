-- about: date_diff in every unit counts full units, not boundaries.
select unit, date_diff(unit, timestamp '2025-12-31 23:59:59.999', timestamp '2027-03-01 00:00:00') as n from (values 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year') t(unit) order by n
