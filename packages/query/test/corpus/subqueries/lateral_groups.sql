-- about: LATERAL of groups by an inequality
select t.id, l.x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) cross join lateral (select count(*) from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k < t.id group by m) as l (x) order by t.id, l.x
