-- about: JOIN UNNEST on a condition
select id, x from (values (1, array[1, 2]), (2, array[3])) as t (id, a) join unnest(a) as u (x) on true order by x
