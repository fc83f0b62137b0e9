-- about: zip of arrays: rows without names, the shorter filled with NULL
select zip(array[1, 2, 3], array['a', 'b']) as x, zip(array[1], array[]) as y
