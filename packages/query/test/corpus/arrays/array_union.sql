-- about: array_union: once each, in order of appearance
select array_union(array[3, 1, null], array[1, 2, null, 3]) as x, array_union(array[1, 1], array[]) as y
