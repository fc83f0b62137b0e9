-- about: EXISTS without FROM, by a condition
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where exists (select 1 where t.id > 1) order by id
