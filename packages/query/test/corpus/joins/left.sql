-- about: LEFT JOIN: what has no match stays
select a.x, b.y from (values 1, 2, null) as a (x) left join (values (1, 'one'), (null, 'none')) as b (x, y) on a.x = b.x order by a.x, b.y
