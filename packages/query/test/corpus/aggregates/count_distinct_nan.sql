-- about: count of distinct doubles: NaN once, 0 and -0 once
select count(distinct x) as n, array_agg(distinct abs(x) order by abs(x)) as a from (values nan(), nan(), 0e0, -0e0, 1e0) as t (x)
