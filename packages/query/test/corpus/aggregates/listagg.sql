-- about: LISTAGG WITHIN GROUP: in order, NULLs left out
select listagg(x, ', ') within group (order by x) as a, listagg(x) within group (order by x desc) as b, listagg(distinct x, '-') within group (order by x) as c
from (values 'b', 'a', null, 'c', 'a') as t (x)
