-- about: An empty array literal has the type array(unknown) and joins any other
select array[] as nothing, cardinality(array[]) as n, array[] || array[1] as one, array[] = array[] as equal
