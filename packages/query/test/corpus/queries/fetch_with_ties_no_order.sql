-- about: WITH TIES without ORDER BY is an error
select x from (values 1, 1) as t (x) fetch first 1 row with ties
