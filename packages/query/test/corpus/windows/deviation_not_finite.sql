-- about: Deviations over frames in which a value is NaN
select x, stddev(x) over (order by x rows between 1 preceding and current row) a, var_pop(x) over (partition by x > 2) b, corr(x, x * x) over (order by x) c from (values 1e0, 2e0, nan(), 4e0) t(x) order by x
