-- about: FULL JOIN
select a.x as ax, b.x as bx from (values 1, 2, null) as a (x) full join (values 2, 3, null) as b (x) on a.x = b.x order by ax, bx
