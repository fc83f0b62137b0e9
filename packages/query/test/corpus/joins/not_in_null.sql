-- about: NOT IN of a subquery with a NULL: nothing
select x from (values 1, 2) as t (x) where x not in (select y from (values 2, null) as s (y)) order by x
