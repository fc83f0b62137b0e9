-- about: NOT IN of a subquery
select x from (values 1, 2, null) as t (x) where x not in (select y from (values 2, 3) as s (y)) order by x
