-- about: A correlated subquery beside groups, of a column that is none of them, is an error
select n, (select max(m) from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k = t.id) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) group by n order by n
