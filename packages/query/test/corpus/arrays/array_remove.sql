-- about: array_remove takes out every equal element
select array_remove(array[1, 2, 1, 3], 1) as x, array_remove(array[1, 2], 9) as same, array_remove(array['a', ''], '') as texts
