-- about: LEFT JOIN UNNEST of maps
select id, k, v from (values (1, map(array['a', 'b'], array[1, 2])), (2, map()), (3, null)) as t (id, m) left join unnest(m) as u (k, v) on true order by id, k
