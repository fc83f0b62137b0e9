-- about: Dates compare among themselves and within BETWEEN and IN.
select x, x > date '2026-01-01' as a, x between date '2026-01-01' and date '2026-01-31' as b, x in (date '2026-01-31', null) as c from (values date '2025-12-31', date '2026-01-01', date '2026-01-31', null) t(x) order by x
