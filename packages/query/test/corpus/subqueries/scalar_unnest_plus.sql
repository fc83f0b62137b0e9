-- about: An aggregate of an unnested array and the outer row
select id, (select sum(e + t.n) from unnest(t.arr) as z (e)) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) order by id
