-- about: UNNEST of a map WITH ORDINALITY
select k, v, i from unnest(map(array['a'], array[1])) with ordinality as t (k, v, i)
