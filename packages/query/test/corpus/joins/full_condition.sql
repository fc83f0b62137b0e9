-- about: FULL JOIN on more than equality
select a.x as ax, b.x as bx from (values 1, 2) as a (x) full join (values 2, 3) as b (x) on a.x = b.x and b.x > 5 order by ax, bx
