-- about: Equality of maps: no matter the order; NULL values make it unknown
select map(array[1, 2], array['a', 'b']) = map(array[2, 1], array['b', 'a']) as yes, map(array[1], array['a']) = map(array[1], array['b']) as no,
  map(array[1], array[null]) = map(array[1], array[null]) as unknown, map() = map() as empty,
  map(array[1], array[null]) is distinct from map(array[1], array[null]) as distinct_from
