-- about: array_agg of rows, arrays, maps and timestamps
select array_agg(r order by n) as r, array_agg(a order by n) as a, array_agg(t order by n) as t
from (values (1, row(1, 'x'), array[1], timestamp '2026-01-14 01:02:03'), (2, row(2, null), array[], null)) as s (n, r, a, t)
