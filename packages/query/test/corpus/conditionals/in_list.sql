-- about: IN: NULLs make it unknown
select x, x in (1, 2) as a, x not in (1, 2) as b, x in (1, null) as c, x not in (1, null) as d from (values 1, 3, null) as t (x) order by x
