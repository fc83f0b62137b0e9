-- about: CROSS JOIN LATERAL: the right side sees the left
select t.x, l.y, l.z from (values 1, 2) as t (x) cross join lateral (select x * 10 as y, x + 1 as z) as l order by t.x
