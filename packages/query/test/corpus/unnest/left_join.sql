-- about: LEFT JOIN UNNEST ON TRUE keeps rows with nothing in their array
select id, x from (values (1, array['a', 'b']), (2, array[]), (3, null), (4, array[null])) as t (id, a) left join unnest(a) as u (x) on true order by id, x
