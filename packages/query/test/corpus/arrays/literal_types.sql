-- about: An array literal's elements take one type
select array[1, 2.5] as decimals, array[1, 2e0] as doubles, array[cast(1 as tinyint), 3000000000] as bigints,
  array['a', 'bcd'] as texts, array[null, 'x'] as with_null
