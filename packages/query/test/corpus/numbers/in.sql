-- about: IN over mixed number types; NULL in the list.
select x, x in (1, 2.0, 3e0) as a, x in (1, null) as b, x not in (1, null) as c, x not in (1, 2) as d from (values 1, 2, 4, null) t(x) order by x
