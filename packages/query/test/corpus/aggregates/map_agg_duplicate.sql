-- about: map_agg keeps the first value of a key that comes twice
select cardinality(map_agg(k, v)) as n, map_agg(k, v)['b'] as b from (values ('a', 1), ('a', 1), ('b', 2)) as t (k, v)
