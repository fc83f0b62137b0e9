-- about: min and max over doubles with NaN and NULL.
select min(x) as lo, max(x) as hi from (values 1e0, -2e0, null) t(x)
