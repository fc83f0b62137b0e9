-- about: array_sort: NULLs last
select array_sort(array[3, null, 1, 2, null]) as numbers, array_sort(array['b', 'A', 'a', 'é', '', null]) as texts,
  array_sort(array[true, false, null]) as booleans, array_sort(array[]) as nothing
