-- about: zip_with: two arrays element by element, the shorter filled with NULL
select zip_with(array[1, 2, 3], array[10, 20], (x, y) -> x + y) as sums, zip_with(array[1, 2], array['a', 'b'], (x, y) -> cast(x as varchar) || y) as texts,
  zip_with(array[1], array[], (x, y) -> coalesce(y, 'none')) as filled
