-- about: width_bucket over an array of bounds.
select x, width_bucket(x, array[0e0, 2e0, 5e0]) as b from (values -1e0, 0e0, 2e0, 4.9e0, 5e0, 100e0) t(x) order by x
