-- about: UNNEST of an array of arrays: an array each; UNNEST again
select a, x from unnest(array[array[1, 2], array[3], array[]]) as t (a) cross join unnest(a) as u (x) order by x
