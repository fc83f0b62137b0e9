-- about: UNNEST of arrays of different lengths: the shorter filled with NULL
select a, b from unnest(array[1, 2, 3], array['x', 'y']) as t (a, b) order by a
