-- about: EXISTS of what is kept of an unnested array is an error: a correlation not supported
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where exists (select 1 from unnest(t.arr) as z (e) where e > 1) order by id
