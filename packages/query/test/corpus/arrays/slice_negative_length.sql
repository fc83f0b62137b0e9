-- about: slice of a negative length is an error
select slice(array[1, 2, 3], 1, -1)
