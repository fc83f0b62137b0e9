-- about: ORDER BY an array
select a from (values array[2], array[1, 5], array[1], array[], null) as t (a) order by a
