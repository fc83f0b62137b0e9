-- about: array_sort of maps is an error: they have no order
select array_sort(array[map(array[1], array[2])])
