-- about: A join by IS NOT DISTINCT FROM: NULLs match
select a.x, b.y from (values 1, null) as a (x) join (values (null, 'none'), (1, 'one')) as b (x, y) on a.x is not distinct from b.x order by b.y
