-- about: listagg DISTINCT ordered by what it does not list.
select listagg(distinct x, ',') within group (order by y) from (values ('a', 'b')) as t (x, y)
