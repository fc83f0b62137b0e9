-- about: > ALL and <> ALL of a subquery
select x, x >= all (select y from (values 1, 3) as s (y)) as a, x <> all (select y from (values 1, 3) as s (y)) as b, x > all (select y from (values 0, null) as s (y)) as c from (values 1, 2, 3) as t (x) order by x
