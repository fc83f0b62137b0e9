-- about: filter keeps where true; NULL is not
select filter(array[5, null, 7, 1], x -> x > 4) as over, filter(array[1, null], x -> x is null) as nulls, filter(array[], x -> true) as nothing
