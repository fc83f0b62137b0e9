-- about: LEFT JOIN UNNEST WITH ORDINALITY: NULL where nothing is
select id, x, i from (values (1, array['a', 'b']), (2, array[])) as t (id, a) left join unnest(a) with ordinality as u (x, i) on true order by id, i
