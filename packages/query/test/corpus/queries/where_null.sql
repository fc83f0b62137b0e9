-- about: WHERE NULL keeps nothing
select x from (values 1) as t (x) where null
