-- about: NaN sorts after infinity, NULL last; descending the other way, NULL still last.
select x from (values 1e0, nan(), infinity(), -infinity(), null, -0e0) t(x) order by x desc
