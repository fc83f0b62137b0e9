-- about: map_concat: the last map's entries first, and its values
select map_concat(map(array[3,1],array['a','b']), map(array[1,0],array['x','y'])), map_keys(map_concat(map(array[3,1],array['a','b']), map(array[1,0],array['x','y']))), map_concat(map(array[1],array[2]), map(array[1],array[3]), map(array[5],array[6]))
