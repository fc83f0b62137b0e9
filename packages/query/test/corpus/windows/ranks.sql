-- about: rank, dense_rank, percent_rank, cume_dist with ties and NULLs
select x, rank() over w as r, dense_rank() over w as d, percent_rank() over w as p, cume_dist() over w as c
from (values 10, 20, 20, 30, null) as t (x) window w as (order by x) order by x
