-- about: An aggregate with FILTER of an unnested array is an error: a correlation not supported
select id, (select count(*) filter (where e > 1) from unnest(t.arr) as z (e)) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) order by id
