-- about: EXISTS of an unnested array of the outer row
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where exists (select 1 from unnest(t.arr) as z (e)) order by id
