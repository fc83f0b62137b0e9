-- about: LATERAL without FROM
select t.id, l.x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) cross join lateral (select t.id + t.n) as l (x) order by t.id, l.x
