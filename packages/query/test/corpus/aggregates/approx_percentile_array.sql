-- about: approx_percentile of several percentiles at once
-- estimate
select approx_percentile(x, array[0.25, 0.5, 0.75]) as a from (values 1e0, 2e0, 3e0, 4e0, 5e0) as t (x)
