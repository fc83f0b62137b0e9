-- about: = ALL and <> ANY
select x, x = all (select y from (values 2, 2) as s (y)) as a, x <> any (select y from (values 1, 2) as s (y)) as b from (values 1, 2) as t (x) order by x
