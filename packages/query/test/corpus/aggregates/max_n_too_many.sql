-- about: max of n below 1 is an error
select max(x, 0) from (values 1) as t (x)
