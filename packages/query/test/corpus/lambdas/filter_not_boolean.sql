-- about: filter's lambda that is not boolean is an error
select filter(array[1, 2], x -> x + 1)
