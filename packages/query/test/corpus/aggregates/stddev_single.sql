-- about: stddev and variance of a single value: NULL for a sample, 0 for a population
select stddev(x) as a, stddev_pop(x) as b, var_samp(x) as c, var_pop(x) as d from (values 5) as t (x)
