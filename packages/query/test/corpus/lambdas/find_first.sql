-- about: find_first is unknown to Trino 435
select find_first(array[1, 5, 9], x -> x > 3) as x
