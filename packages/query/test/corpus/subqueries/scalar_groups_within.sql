-- about: A correlated aggregate of groups by the column that is compared
select id, (select max(c) from (select count(*) as c from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k <= t.id group by k) as d) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) order by id
