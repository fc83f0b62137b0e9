-- about: a lambda by a column from around its subquery
-- refused: A lambda by a column from around its subquery
select v.id, u.a from (values (1, false)) as v (id, b) cross join lateral (select array_max(transform(array[3], x -> v.b)) as a) as u
