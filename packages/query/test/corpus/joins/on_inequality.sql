-- about: A join by inequality and by a range
select a.x, b.y from (values 1, 5, 9) as a (x) join (values (0, 4, 'low'), (4, 10, 'high')) as b (lo, hi, y) on a.x between b.lo + 1 and b.hi order by a.x
