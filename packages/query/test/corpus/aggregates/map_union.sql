-- about: map_union: every key once
select map_union(m) as m from (values map(array['a'], array[1]), map(array['b'], array[2]), null) as t (m)
