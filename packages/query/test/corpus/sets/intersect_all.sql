-- about: INTERSECT ALL: as often as in both
select x from (values 1, 2, 2, 2) as a (x) intersect all select x from (values 2, 2, 3) as b (x) order by x
