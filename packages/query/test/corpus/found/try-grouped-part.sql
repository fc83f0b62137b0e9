-- about: TRY of more than what is grouped by, which is in it
select v.b, array_max(array[v.b, v.a]) as x, try(array_max(array[v.b, v.a])) as y from (values (1, 2, 3)) as v (id, a, b) group by 1, 2
