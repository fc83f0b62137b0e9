-- about: An empty array literal has the type array(unknown)
select array[] as nothing, cardinality(array[]) as n, array[] = array[] as equal, coalesce(array[], array[1]) as other
