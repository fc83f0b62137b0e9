-- about: width_bucket over a range, from either side.
select x, width_bucket(x, 0, 10, 5) as up, width_bucket(x, 10, 0, 5) as down from (values -1e0, 0e0, 3.14e0, 9.999e0, 10e0, 11e0) t(x) order by x
