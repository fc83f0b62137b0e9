-- about: UNNEST of a map and an array side by side
select k, v, x from unnest(map(array['a', 'b'], array[1, 2]), array[true, false, null]) as t (k, v, x) order by k nulls last
