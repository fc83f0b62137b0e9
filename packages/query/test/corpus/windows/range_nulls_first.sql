-- about: RANGE frames with NULLs first and unbounded sides
select x, count(*) over (order by x nulls first range between unbounded preceding and 1 following) as a, count(*) over (order by x range between 1 following and unbounded following) as b
from (values 1, 2, 4, null, null) as t (x) order by x
