-- about: array_distinct keeps the first of each, NULL once
select array_distinct(array[3, 1, 3, null, 1, null, 2]) as x, array_distinct(array[]) as nothing,
  array_distinct(array['b', 'a', 'b']) as texts, array_distinct(array[0e0, -0e0, nan(), nan()]) as doubles
