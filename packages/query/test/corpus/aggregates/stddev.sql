-- about: stddev and variance, of samples and populations, of one and of none
select stddev(x) as a, stddev_samp(x) as b, stddev_pop(x) as c, variance(x) as d, var_samp(x) as e, var_pop(x) as f from (values 1, 2, 4, null, 8) as t (x)
