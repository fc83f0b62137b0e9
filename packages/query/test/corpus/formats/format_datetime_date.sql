-- about: format_datetime of a date.
select format_datetime(date '2026-01-05', 'yyyy/MM/dd HH') as a, format_datetime(cast(null as date), 'yyyy') as b
