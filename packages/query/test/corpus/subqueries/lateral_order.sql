-- about: LATERAL of an aggregate with ORDER BY has a row for each
select t.id, l.x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) cross join lateral (select max(m) from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k = t.id order by 1) as l (x) order by t.id, l.x
