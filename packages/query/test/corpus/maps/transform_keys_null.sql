-- about: transform_keys that makes a NULL key is an error
select transform_keys(map(array['a', 'b'], array[1, 2]), (k, v) -> cast(null as varchar))
