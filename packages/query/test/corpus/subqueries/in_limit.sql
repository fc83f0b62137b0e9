-- about: IN of a correlated LIMIT is an error: a correlation not supported
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where n in (select m from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k = t.id limit 1) order by id
