-- about: DISTINCT: NULLs once
select distinct x, y from (values (1, null), (1, null), (1, 'a'), (null, null)) as t (x, y) order by x, y
