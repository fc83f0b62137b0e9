-- about: reverse of an array
select reverse(array[1, null, 3]) as x, reverse(array[]) as nothing
