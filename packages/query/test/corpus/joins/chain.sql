-- about: Three tables by LEFT and INNER JOIN
select a.x, b.y, c.z from (values 1, 2, 3) as a (x) left join (values (1, 'b1'), (2, 'b2')) as b (x, y) on a.x = b.x left join (values ('b1', 'c1')) as c (y, z) on b.y = c.y order by a.x
