-- about: array_min and array_max: NULL when any element is NULL, or there is none
select array_min(array[3, 1, 2]) as a, array_max(array[3, 1, 2]) as b, array_min(array[1, null]) as c, array_max(array[null, 1]) as d,
  array_min(array[]) as e, array_max(array['a', 'é', 'Z']) as f
