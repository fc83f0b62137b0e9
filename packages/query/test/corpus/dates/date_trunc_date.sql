-- about: date_trunc of a date stays a date.
select x, date_trunc('day', x) as d, date_trunc('week', x) as w, date_trunc('month', x) as m, date_trunc('quarter', x) as q, date_trunc('year', x) as y, typeof(date_trunc('week', x)) from (values date '2026-01-01', date '2026-08-16', date '2026-08-17', date '1969-12-28', null) t(x) order by x
