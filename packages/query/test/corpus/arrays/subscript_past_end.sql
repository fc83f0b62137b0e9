-- about: A subscript past an array's end is an error
select array[1, 2, 3][4]
