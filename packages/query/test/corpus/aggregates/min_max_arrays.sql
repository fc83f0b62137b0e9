-- about: min and max of arrays
select min(a) as lo, max(a) as hi from (values array[1, 2], array[1], array[2]) as t (a)
