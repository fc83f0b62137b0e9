-- about: GROUPS frames with unbounded sides and peers
select x, sum(x) over (order by x groups between unbounded preceding and 1 preceding) as before, array_agg(x) over (order by x groups between 1 following and unbounded following) as after
from (values 1, 1, 2, 3) as t (x) order by x
