-- about: EXISTS of UNNEST of the outer row's array is an error: a correlation not supported
select id from (values (1, array[1, 2]), (2, array[3, 4])) as t (id, a) where exists (select 1 from unnest(a) as u (x) where x > 2)
