-- about: A comma and UNNEST is a cross join
select id, x from (values (1, array['a', 'b']), (2, array['c'])) as t (id, a), unnest(a) as u (x) order by id, x
