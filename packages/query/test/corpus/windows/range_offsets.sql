-- about: RANGE frames with a numeric offset, NULLs being peers
select x, count(*) over (order by x range between 2 preceding and current row) as n, sum(x) over (order by x range between 1 preceding and 1 following) as s
from (values 1, 2, 2, 4, 7, null) as t (x) order by x
