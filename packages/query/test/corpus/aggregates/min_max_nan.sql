-- about: min and max of doubles with NaN
select min(x) as lo, max(x) as hi from (values nan(), 1e0, 2e0) as t (x)
