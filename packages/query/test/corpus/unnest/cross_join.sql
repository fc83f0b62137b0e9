-- about: CROSS JOIN UNNEST: rows with nothing in their array vanish
select id, x from (values (1, array['a', 'b']), (2, array[]), (3, null), (4, array[null])) as t (id, a) cross join unnest(a) as u (x) order by id, x
