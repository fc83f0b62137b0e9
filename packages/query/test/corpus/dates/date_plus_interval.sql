-- about: A date with an interval of days or months stays a date.
select x, x + interval '1' day as a, x - interval '1' month as b, x + interval '1' year as c, x + interval '1' month as d, typeof(x + interval '1' day), typeof(x + interval '1' month) from (values date '2026-01-31', date '2024-02-29', date '1969-12-31', null) t(x) order by x
