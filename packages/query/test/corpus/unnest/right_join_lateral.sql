-- about: UNNEST at the right of a RIGHT JOIN sees nothing of the left
select id, x from (values (1, array[1])) as t (id, a) right join unnest(a) as u (x) on true
