-- about: BETWEEN: both ends, NULLs, NOT BETWEEN
select x, x between 1 and 3 as a, x not between 1 and 3 as b, x between null and 1 as c, x between 3 and 1 as d from (values 1, 3, 4, null) as t (x) order by x
