-- about: Columns of a LEFT JOIN's empty side in expressions
select a.x, coalesce(b.y, 'none') as y, b.y is null as missing, b.z + 1 as z from (values 1, 2) as a (x) left join (values (1, 'p', 5)) as b (x, y, z) on a.x = b.x order by a.x
