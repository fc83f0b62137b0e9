-- about: A bin of width_bucket that is not finite
select width_bucket(x, array[0e0, infinity()]) from (values 1e0) t(x)
