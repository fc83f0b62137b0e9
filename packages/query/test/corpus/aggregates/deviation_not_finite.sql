-- about: Deviations and variances of NaN and Infinity are NaN; a sample of one has none
select g, stddev(x) a, stddev_pop(x) b, variance(x) c, var_pop(x) d, stddev(cast(x as real)) e from (values (1, 1e0), (1, nan()), (2, infinity()), (3, -infinity()), (3, 2e0), (4, 1e0), (4, 3e0), (5, null), (6, 7e0), (6, null)) t(g, x) group by g order by g
