-- about: EXCEPT: rows of the first only, once each
select x from (values 1, 1, 2, null) as a (x) except select x from (values 2) as b (x) order by x
