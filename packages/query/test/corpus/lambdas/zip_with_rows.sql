-- about: zip_with that makes rows
select zip_with(array[1, 3, 5], array['a', 'b', 'c'], (x, y) -> (y, x)) as x
