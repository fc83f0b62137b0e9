-- about: UNNEST of an array: a row for each element, NULLs too
select x from unnest(array[1, null, 3]) as t (x) order by x
