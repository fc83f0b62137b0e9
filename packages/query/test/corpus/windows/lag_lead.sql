-- about: lag and lead: offsets, defaults, NULLs counted
select x, lag(x) over w as before, lead(x) over w as after, lag(x, 2) over w as two_before, lead(x, 1, -1) over w as or_default, lag(x, 0) over w as self
from (values (1, 10), (2, null), (3, 30), (4, 40)) as t (i, x) window w as (order by i) order by i
