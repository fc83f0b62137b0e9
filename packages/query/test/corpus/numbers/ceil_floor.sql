-- about: ceil, ceiling and floor of negatives; the types of each.
select x, ceil(x) as c, ceiling(x) as cc, floor(x) as f from (values 1.5, -1.5, 2.0, 0.1, -0.1, null) t(x) order by x
