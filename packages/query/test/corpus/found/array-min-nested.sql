-- about: An element of an array in a subscript of another
select array[array[v.a, 2], array[3]][1][2] as e from (values 1) as v (a)
