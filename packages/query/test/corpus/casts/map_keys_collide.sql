-- about: A cast of a map whose keys become equal.
select cast(map(array[1.1, 1.2], array[1, 2]) as map(integer, integer))
