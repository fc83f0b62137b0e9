-- about: a lambda by a column from around its subquery, in UNNEST
select id, y from (values 1, 2) as v (id) cross join lateral (select z as y from unnest(transform(array[1, 2], x -> x + v.id)) as u (z)) order by 1, 2
