-- about: min and max of numbers, texts, dates, booleans with NULLs
select min(i) as a, max(i) as b, min(s) as c, max(s) as d, min(day) as e, max(day) as f
from (values (1, 'b', date '2026-01-14'), (null, null, null), (-3, 'A', date '2025-12-31'), (2, 'é', date '2026-01-15')) as t (i, s, day)
