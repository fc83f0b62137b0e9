-- about: A join by doubles: NaN equals nothing, 0 equals -0
select a.x, abs(b.x) as y from (values nan(), 0e0, 1e0) as a (x) join (values nan(), -0e0, 1e0) as b (x) on a.x = b.x order by a.x
