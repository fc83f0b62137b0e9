-- about: IS DISTINCT FROM: NULLs are equal
select x, y, x is distinct from y as d, x is not distinct from y as s from (values (1, 1), (1, 2), (1, null), (null, null)) as t (x, y) order by x, y
