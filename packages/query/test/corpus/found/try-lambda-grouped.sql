-- about: A lambda within TRY that names what is grouped by
select v.c, try(map_filter(element_at(array_agg(map(array['a', 'b'], array[v.id, v.id]) order by v.id), 1), (k1, v4) -> v.b)['b']) as c2 from (values (1, false, 3)) as v (id, b, c) group by v.b, v.c order by 1
