-- about: transform_values: values by key and value, NULLs too
select transform_values(map(array['a', 'b'], array[1, null]), (k, v) -> v * 10) as x,
  transform_values(map(array[1, 2], array['p', 'q']), (k, v) -> repeat(v, k)) as y
