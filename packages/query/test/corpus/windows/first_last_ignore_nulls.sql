-- about: first_value, last_value and nth_value IGNORE NULLS
select i, first_value(x) ignore nulls over w as f, last_value(x) ignore nulls over w as l, nth_value(x, 2) ignore nulls over w as n
from (values (1, null), (2, 'b'), (3, null), (4, 'd')) as t (i, x) window w as (order by i rows between unbounded preceding and unbounded following) order by i
