-- about: a narrower array is not compared with a constant that holds NULL
select array[x, 3] = array[bigint '1', null] as a from (values 1) as t (x)
