-- about: coalesce: the first that is not NULL
select coalesce(null, x, 9) as a, coalesce(x, y) as b, coalesce(null, null) as c from (values (1, 2), (null, 2), (null, null)) as t (x, y) order by x, y
