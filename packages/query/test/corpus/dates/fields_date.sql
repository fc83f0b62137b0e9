-- about: The functions of fields over dates.
select x, year(x) as y, quarter(x) as q, month(x) as mo, week(x) as w, day(x) as d, day_of_week(x) as dw, day_of_year(x) as dy, year_of_week(x) as yw from (values date '2026-01-04', date '2026-01-05', date '2020-12-31', date '2021-01-03', date '2021-01-04', null) t(x) order by x
