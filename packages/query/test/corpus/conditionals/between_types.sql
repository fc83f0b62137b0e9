-- about: BETWEEN of texts, dates and mixed numbers
select 'b' between 'a' and 'c' as a, date '2026-01-14' between date '2026-01-01' and date '2026-01-31' as b, 2 between 1.5 and 2e0 as c,
  timestamp '2026-01-31 12:00:00' between date '2026-01-01' and date '2026-01-31' as d
