-- about: first_value and last_value: the frame ends at the row's peers
select i, first_value(x) over (order by i) as f, last_value(x) over (order by i) as l, last_value(x) over (order by i rows between unbounded preceding and unbounded following) as whole
from (values (1, 'a'), (2, null), (3, 'c')) as t (i, x) order by i
