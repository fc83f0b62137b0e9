-- about: map_concat: the last map's value of a key stands
select map_concat(map(array['a', 'b'], array[1, 2]), map(array['b', 'c'], array[20, 30])) as x, map_concat(map(array[1], array[1]), map()) as y
