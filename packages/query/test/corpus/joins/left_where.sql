-- about: LEFT JOIN and WHERE on the right side
select a.x from (values 1, 2, 3) as a (x) left join (values 1, 2) as b (x) on a.x = b.x where b.x is null
