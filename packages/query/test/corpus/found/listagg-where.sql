-- about: listagg in WHERE
select x from (values 1, 2) as t (x) where x > 1 and listagg('a', ',') within group (order by x) is not null
