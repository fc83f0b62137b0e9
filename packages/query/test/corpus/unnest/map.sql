-- about: UNNEST of a map: key and value
select k, v from unnest(map(array['a', 'b'], array[1, null])) as t (k, v) order by k
