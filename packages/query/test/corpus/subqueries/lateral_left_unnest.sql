-- about: LEFT JOIN LATERAL of an unnested array
select t.id, l.x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) left join lateral (select e + t.n from unnest(t.arr) as z (e)) as l (x) on true order by t.id, l.x
