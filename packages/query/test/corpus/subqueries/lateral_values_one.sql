-- about: LATERAL of one row of VALUES
select t.id, l.x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) cross join lateral (values t.id + 1) as l (x) order by t.id, l.x
