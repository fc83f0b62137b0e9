-- about: array_intersect: once each
select array_sort(array_intersect(array[1, 2, 2, null], array[2, null, 3])) as x, array_intersect(array[1], array[2]) as nothing
