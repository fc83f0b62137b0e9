-- about: A negative subscript is an error
select array[1, 2, 3][-1]
