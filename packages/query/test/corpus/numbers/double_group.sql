-- about: NaN is one group, and so are 0 and -0.
select x, count(*) as n from (values 0e0, -0e0, nan(), nan(), null, null) t(x) group by x order by n, x
