-- about: round goes half away from zero, for doubles and decimals of either sign.
select x, round(x) as r, round(cast(x as double)) as d from (values 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.4, null) t(x) order by x
