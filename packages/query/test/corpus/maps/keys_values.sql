-- about: map_keys and map_values in the map's order
select map_keys(m) as k, map_values(m) as v from (values map(array['b', 'a', 'c'], array[1, null, 3])) as t (m)
