-- about: nth_value: NULL past the frame
select i, nth_value(x, 2) over (order by i) as running, nth_value(x, 2) over (order by i rows between unbounded preceding and unbounded following) as whole
from (values (1, 'a'), (2, 'b'), (3, 'c')) as t (i, x) order by i
