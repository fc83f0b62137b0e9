-- about: last_value IGNORE NULLS as it goes: fills gaps
select i, last_value(x) ignore nulls over (order by i) as filled, last_value(x) respect nulls over (order by i) as same
from (values (1, null), (2, 'b'), (3, null), (4, 'd'), (5, null)) as t (i, x) order by i
