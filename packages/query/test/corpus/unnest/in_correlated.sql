-- about: A row's value in its own array by IN of UNNEST is an error: a correlation not supported
select id from (values (1, 2, array[1, 2]), (2, 9, array[3])) as t (id, n, a) where n in (select x from unnest(a) as u (x))
