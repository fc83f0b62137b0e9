-- about: NaN sorts after infinity in ascending order, before NULL.
select x from (values 1e0, nan(), infinity(), -infinity(), null) t(x) order by x
