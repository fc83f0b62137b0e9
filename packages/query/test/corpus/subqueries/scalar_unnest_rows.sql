-- about: An unnested array of several values as a value is an error
select id, (select e from unnest(t.arr) as z (e)) as x from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) order by id
