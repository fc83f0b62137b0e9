-- about: slice from 0 is an error
select slice(array[1, 2, 3], 0, 1)
