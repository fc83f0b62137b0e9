-- about: ROWS frames with offsets on both sides
select i, sum(x) over (order by i rows between 1 preceding and 1 following) as around, sum(x) over (order by i rows between 2 preceding and 1 preceding) as before,
  count(*) over (order by i rows between 1 following and 2 following) as after, array_agg(x) over (order by i rows 1 preceding) as pair
from (values (1, 1), (2, 2), (3, 4), (4, 8)) as t (i, x) order by i
