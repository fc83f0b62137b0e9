-- about: ORDER BY in an aggregate by expressions, NULLS LAST
select array_agg(x order by length(x), x desc) as a, array_agg(x order by x desc nulls first) as b from (values 'bb', 'a', 'ccc', 'aa', null) as t (x)
