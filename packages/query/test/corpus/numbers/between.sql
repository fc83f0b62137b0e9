-- about: BETWEEN over mixed number types, with NULL bounds and bounds the wrong way round.
select x, x between 1 and 2.5 as a, x not between 1 and 2 as b, x between 2 and 1 as c, x between null and 2 as d from (values 0, 1, 2, 3, null) t(x) order by x
