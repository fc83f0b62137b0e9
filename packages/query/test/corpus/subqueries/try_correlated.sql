-- about: TRY in a subquery of a column of the outer row
select id from (values (1, 10, array[1, 2]), (2, 20, array[3]), (3, cast(null as integer), array[]), (4, 5, null)) as t (id, n, arr) where exists (select 1 from (values (1, 5), (1, 15), (2, 7), (2, 7), (cast(null as integer), 3), (4, null)) as u (k, m) where u.k = t.id and try(10 / (t.id - 1)) is null) order by id
