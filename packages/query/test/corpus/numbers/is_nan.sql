-- about: is_nan, is_finite and is_infinite.
select x, is_nan(x) as n, is_finite(x) as f, is_infinite(x) as i from (values 1e0, nan(), infinity(), -infinity(), null) t(x) order by x
