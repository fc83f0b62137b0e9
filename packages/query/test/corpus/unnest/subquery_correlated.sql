-- about: UNNEST of the outer row's array in a scalar subquery
select id, (select sum(x) from unnest(a) as u (x)) as total from (values (1, array[1, 2]), (2, array[3, 4]), (3, array[])) as t (id, a) order by id
