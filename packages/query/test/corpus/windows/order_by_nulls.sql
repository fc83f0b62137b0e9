-- about: ORDER BY … NULLS FIRST in a window
select x, row_number() over (order by x nulls first) as f, row_number() over (order by x desc) as d, row_number() over (order by x desc nulls last) as l from (values 1, null, 2) as t (x) order by x
