-- about: max and min of n doubles with NaN
select max(x, 3) as a, min(x, 3) as b, max(x, 9) as c from (values 2e0, nan(), infinity(), 1e0) as t (x)
