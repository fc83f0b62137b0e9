-- about: GROUPS frames: peers by whole groups
select x, y, sum(y) over (order by x groups between 1 preceding and current row) as s, count(*) over (order by x groups between current row and 1 following) as n
from (values (1, 1), (1, 2), (2, 4), (5, 8)) as t (x, y) order by x, y
