-- about: array_sort of arrays and of rows
select array_sort(array[array[2], array[1, 2], array[1], array[]]) as arrays,
  array_sort(array[row(2, 'a'), row(1, 'b'), row(1, 'a')]) as rows
