-- about: array_sort with a comparator: descending, NULLs first
select array_sort(array[3, 2, null, 5, null, 1, 2], (x, y) -> case
    when x is null and y is null then 0 when x is null then -1 when y is null then 1
    when x < y then 1 when x = y then 0 else -1 end) as x
