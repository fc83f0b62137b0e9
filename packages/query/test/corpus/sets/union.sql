-- about: UNION takes out rows that come twice, NULLs too
select x from (values 1, 2, null) as a (x) union select x from (values 2, null, 3) as b (x) order by x
