-- about: ORDER BY a map is an error
select m from (values map(array[1], array[2])) as t (m) order by m
