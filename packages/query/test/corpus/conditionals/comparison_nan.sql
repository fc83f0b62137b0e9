-- about: Comparing NaN and infinities
select nan() = nan() as a, nan() <> nan() as b, nan() > 1e0 as c, infinity() > 1e308 as d, nan() is distinct from nan() as e, 0e0 = -0e0 as f
