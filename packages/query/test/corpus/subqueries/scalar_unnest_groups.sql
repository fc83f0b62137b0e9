-- about: The groups of an unnested array counted
select id, (select max(c) from (select e, count(*) as c from unnest(t.arr) as z (e) group by e) as d) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) order by id
