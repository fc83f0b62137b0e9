-- about: TRY makes NULL of a subscript past the end
select try(array[1, 2, 3][4]) as x, try(array[1, 2, 3][2]) as y
