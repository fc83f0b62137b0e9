-- about: CROSS JOIN and the comma
select a.x, b.y, c.z from (values 1, 2) as a (x) cross join (values 'p', 'q') as b (y), (values true) as c (z) order by a.x, b.y
