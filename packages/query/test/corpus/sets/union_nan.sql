-- about: UNION of doubles: NaN once, 0 and -0 once
select count(*) as n, count_if(is_nan(x)) as nans from (select x from (values nan(), 0e0) as a (x) union select x from (values nan(), -0e0) as b (x))
