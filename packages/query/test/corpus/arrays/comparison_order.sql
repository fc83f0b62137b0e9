-- about: Order of arrays: element by element, then by length
select array[1, 2] < array[1, 3] as a, array[1] < array[1, 0] as b, array[2] > array[1, 9] as c, array[] < array[1] as d, array['a'] >= array['a'] as e
