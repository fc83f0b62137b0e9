-- about: lag and lead IGNORE NULLS
select i, lag(x) ignore nulls over (order by i) as before, lead(x) ignore nulls over (order by i) as after, lag(x, 2, 0) ignore nulls over (order by i) as two_before
from (values (1, 10), (2, null), (3, null), (4, 40), (5, 50)) as t (i, x) order by i
