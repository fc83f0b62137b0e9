-- about: LISTAGG over a window is a syntax error
select listagg(x, ',') within group (order by x) over () from (values 'a') as t (x)
