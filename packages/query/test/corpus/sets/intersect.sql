-- about: INTERSECT: rows of both, once each, NULLs equal
select x from (values 1, 2, 2, null) as a (x) intersect select x from (values 2, null, 3) as b (x) order by x
