-- about: geometric_mean with NULLs
select geometric_mean(x) as a, geometric_mean(y) as b from (values (1, 2e0), (4, 8e0), (null, null)) as t (x, y)
