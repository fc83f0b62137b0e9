-- about: transform_keys that makes two keys equal is an error
select transform_keys(map(array['a', 'b'], array[1, 2]), (k, v) -> 'x')
