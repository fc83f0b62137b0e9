-- about: A table joined with itself
select a.x as lo, b.x as hi from (values 1, 2, 3) as a (x) join (values 1, 2, 3) as b (x) on a.x < b.x order by lo, hi
