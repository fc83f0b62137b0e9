-- about: UNNEST of a map with one name is an error
select * from unnest(map(array[1], array[2])) as t (a)
