-- about: map_filter keeps entries by key and value
select map_filter(map(array['a', 'b', 'c'], array[1, null, 3]), (k, v) -> v > 1) as by_value,
  map_filter(map(array['a', 'b'], array[1, null]), (k, v) -> k = 'b') as by_key, map_filter(map(), (k, v) -> true) as nothing
