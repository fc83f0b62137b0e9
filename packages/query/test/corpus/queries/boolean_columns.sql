-- about: Conditions as columns
select x > 1 as a, x is null as b, not x > 1 as c, x > 1 and x < 5 as d, x > 1 or null as e from (values 0, 2, null) as t (x) order by x
