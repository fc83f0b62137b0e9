-- about: An interval cannot be made of a column by a literal: multiply instead.
select n, date '2026-01-31' + n * interval '1' month as m, date '2026-01-31' + n * interval '1' day as d from (values 0, 1, 2, -1, null) t(n) order by n
