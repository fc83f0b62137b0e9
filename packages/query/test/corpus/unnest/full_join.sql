-- about: FULL JOIN UNNEST of a column is an error
select id, x from (values (1, array[1])) as t (id, a) full join unnest(a) as u (x) on true
