-- about: A comparator that answers NULL is an error
select array_sort(array[3, 1, null], (x, y) -> if(x < y, -1, if(x > y, 1, if(x = y, 0))))
