-- about: Dates to text and back.
select x, cast(x as varchar) as s, cast(cast(x as varchar) as date) = x as same from (values date '2026-01-05', date '0001-01-01', date '9999-12-31', date '1969-12-31', null) t(x) order by x
