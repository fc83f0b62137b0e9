-- about: LISTAGG over a window
select listagg(x, ',') within group (order by x) over () from (values 'a') as t (x)
