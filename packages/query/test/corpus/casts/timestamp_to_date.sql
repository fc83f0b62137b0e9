-- about: A timestamp as date is its day, before 1970 too.
select x, cast(x as date) as d, date(x) as f from (values timestamp '2026-01-05 23:59:59.999', timestamp '1969-12-31 23:59:59.999', timestamp '1970-01-01 00:00:00.000', null) t(x) order by x
