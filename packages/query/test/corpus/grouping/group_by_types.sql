-- about: GROUP BY doubles, decimals, dates and timestamps
select d, m, day, count(*) as n from (values (0e0, 1.0, date '2026-01-14'), (-0e0, 1.00, date '2026-01-14'), (1e0, 2.5, null)) as t (d, m, day) group by d, m, day order by n
