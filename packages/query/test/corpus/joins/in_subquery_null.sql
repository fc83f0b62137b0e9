-- about: IN of a subquery with NULLs: unknown, as a column
select x, x in (select y from (values 2, null) as s (y)) as i from (values 1, 2, null) as t (x) order by x
