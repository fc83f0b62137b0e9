-- about: array_sort of doubles: infinities at the ends, NaN past them
select array_sort(array[1e0, nan(), -infinity(), infinity(), null, -2e0]) as x
