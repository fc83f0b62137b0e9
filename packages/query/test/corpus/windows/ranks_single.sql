-- about: percent_rank and cume_dist of a single row
select percent_rank() over (order by x) as p, cume_dist() over (order by x) as c, ntile(3) over (order by x) as t from (values 1) as t (x)
