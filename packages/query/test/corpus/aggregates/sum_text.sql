-- about: sum of texts is an error
select sum(x) from (values 'a') as t (x)
