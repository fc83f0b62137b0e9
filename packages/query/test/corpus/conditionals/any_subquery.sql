-- about: = ANY and < ANY of a subquery
select x, x = any (select y from (values 1, 3) as s (y)) as a, x < any (select y from (values 1, 3) as s (y)) as b, x > some (select y from (values 1, null) as s (y)) as c from (values 1, 2, 3) as t (x) order by x
