-- about: EXCEPT ALL: taken away one by one
select x from (values 1, 1, 1, 2) as a (x) except all select x from (values 1, 3) as b (x) order by x
