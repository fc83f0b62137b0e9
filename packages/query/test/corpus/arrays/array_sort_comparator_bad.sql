-- about: A comparator's answer other than -1, 0 or 1 is an error
select array_sort(array[3, 1], (x, y) -> x - y)
