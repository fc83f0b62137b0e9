-- about: EXISTS of a join
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where exists (select 1 from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) join (values (1, 2), (2, 3), (9, 9)) as v (k, j) on u.k = v.k and v.j > t.id where u.m < t.n) order by id
