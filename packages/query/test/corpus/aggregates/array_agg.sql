-- about: array_agg keeps NULLs; of nothing it is NULL
select array_agg(x order by x) as a, array_agg(x order by x desc) as d, array_agg(x order by x nulls first) as f, array_agg(x order by y desc) as by_other
from (values (2, 1), (null, 2), (1, 3)) as t (x, y)
