-- about: LISTAGG ordered by another column
select listagg(x, ',') within group (order by n desc, x) as a from (values ('a', 1), ('b', 2), ('c', 2)) as t (x, n)
