-- about: map_concat of three maps
select map_concat(map(array[1], array['a']), map(array[2], array['b']), map(array[1], array['c'])) as x
