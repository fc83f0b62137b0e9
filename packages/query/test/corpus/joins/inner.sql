-- about: INNER JOIN: NULLs match nothing
select a.x, b.y from (values 1, 2, null) as a (x) join (values (1, 'one'), (1, 'uno'), (null, 'none')) as b (x, y) on a.x = b.x order by a.x, b.y
