-- about: WHERE keeps true alone
select x from (values 1, 2, null) as t (x) where x > 1 or x is null order by x
