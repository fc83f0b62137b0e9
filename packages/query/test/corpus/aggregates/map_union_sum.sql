-- about: map_union_sum: values of a key added: unknown to Trino
select map_union_sum(m) from (values map(array['a'], array[1])) as t (m)
