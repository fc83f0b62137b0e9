-- about: find_first: the first element that is, NULL where none
select find_first(array[1, 5, 9], x -> x > 3) as x
