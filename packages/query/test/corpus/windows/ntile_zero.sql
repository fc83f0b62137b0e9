-- about: ntile of 0 is an error
select ntile(0) over (order by x) from (values 1) as t (x)
