-- about: LISTAGG of nothing is NULL
select listagg(x, ',') within group (order by x) as a from (values 'a') as t (x) where x = 'z'
