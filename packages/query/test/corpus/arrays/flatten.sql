-- about: flatten: arrays of arrays into one; NULL arrays vanish
select flatten(array[array[1, 2], null, array[], array[null, 3]]) as x, flatten(array[array[array['a']], array[array['b', 'c']]]) as y
