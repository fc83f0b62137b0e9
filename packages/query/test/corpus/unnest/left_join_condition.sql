-- about: LEFT JOIN UNNEST on another condition than TRUE is an error
select id, x from (values (1, array[1, 2])) as t (id, a) left join unnest(a) as u (x) on x > 1
