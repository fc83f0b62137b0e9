-- about: Sets of arrays: the order of the longer, NULL as a value
select array_intersect(array[1,2,3,null,3], array[3,1,null]), array_intersect(array[3,1], array[1,2,3]), array_intersect(array[1,3,5],array[5,3,1]), array_except(array[5,3,null,5,1], array[1]), array_except(array[1],array[null,1])
