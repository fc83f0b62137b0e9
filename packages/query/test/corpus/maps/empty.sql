-- about: An empty map
select map() as nothing, cardinality(map()) as n, map(array[], array[]) as of_arrays
