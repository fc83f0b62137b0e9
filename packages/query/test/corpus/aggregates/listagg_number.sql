-- about: LISTAGG of numbers is an error
select listagg(x, ',') within group (order by x) from (values 1) as t (x)
