-- about: an array is compared with a constant of its type that holds NULL
select array[x, 3] = array[1, null] as a, array[x, 3] = array[null] as b, row(x, 3) = row(bigint '2', null) as c, array[x, 3] in (array[bigint '1', null], array[null]) as d from (values 1) as t (x)
