-- about: map_zip_with: both maps' keys, NULL where one lacks it
select map_zip_with(map(array['a', 'b'], array[1, 2]), map(array['b', 'c'], array[20, 30]), (k, v1, v2) -> coalesce(v1, 0) + coalesce(v2, 0)) as x
