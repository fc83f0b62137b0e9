-- about: UNNEST of an array of maps: a map each
select m['a'] as a from unnest(array[map(array['a'], array[1]), map(array['a'], array[2])]) as t (m) order by 1
