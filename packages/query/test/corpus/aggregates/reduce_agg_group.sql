-- about: reduce_agg in groups, NULLs left out
select k, reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b) as total from (values (1, 3), (1, 4), (2, null), (2, 5)) as t (k, x) group by k order by k
