-- about: NULL values stay in a map
select map(array['a', 'b'], array[null, 1]) as m, map_values(map(array['a'], array[cast(null as integer)])) as v
