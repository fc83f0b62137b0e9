-- about: Many aggregates over a window
select i, min(x) over w as lo, max(x) over w as hi, avg(x) over w as a, array_agg(x) over w as l, bool_or(x > 2) over w as b, count_if(x > 1) over w as c, max_by(x, i) over w as m
from (values (1, 3), (2, 1), (3, null), (4, 2)) as t (i, x) window w as (order by i rows between 1 preceding and current row) order by i
