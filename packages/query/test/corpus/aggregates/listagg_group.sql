-- about: LISTAGG in groups, with FILTER
select k, listagg(x, '/') within group (order by x) filter (where x <> 'b') as a from (values (1, 'b'), (1, 'a'), (2, 'b')) as t (k, x) group by k order by k
