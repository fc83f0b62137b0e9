-- about: CAST of a map casts keys and values
select cast(map(array['1', '2'], array[1, 2]) as map(integer, varchar)) as x, cast(map(array[1], array[null]) as map(bigint, double)) as y
