-- about: variance of large numbers that lie close together
select variance(x) as v, stddev_pop(x) as s from (values 1000000001e0, 1000000002e0, 1000000003e0) as t (x)
