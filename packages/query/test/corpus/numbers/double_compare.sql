-- about: NaN equals nothing, and is distinct from no NaN; infinity compares.
select nan() = nan() as eq, nan() <> nan() as ne, nan() < 1 as lt, nan() > 1 as gt, nan() is distinct from nan() as dist, infinity() > 1e308 as inf, 0e0 = -0e0 as zero, greatest(1e0, infinity()) as g
