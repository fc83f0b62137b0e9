-- about: map_concat of one map
select map_concat(map(array[1], array[1]))
