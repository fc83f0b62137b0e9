-- about: combinations of more than 5 elements each is an error
select combinations(array[1, 2, 3, 4, 5, 6, 7], 6)
