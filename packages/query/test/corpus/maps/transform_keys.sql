-- about: transform_keys: keys by key and value
select transform_keys(map(array['a', 'b'], array[1, 2]), (k, v) -> k || cast(v as varchar)) as x
