-- about: filter's lambda must be boolean
select filter(array[1, 2], x -> x + 1)
