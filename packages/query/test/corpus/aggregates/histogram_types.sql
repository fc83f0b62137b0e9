-- about: histogram of numbers and dates
select histogram(x)[1] as a, histogram(d)[date '2026-01-14'] as b, histogram(cast(null as integer)) as c from (values (1, date '2026-01-14'), (1, date '2026-01-15'), (2, date '2026-01-14')) as t (x, d)
