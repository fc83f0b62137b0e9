-- about: The first of each partition by a subquery
select k, x from (select k, x, row_number() over (partition by k order by x desc) as n from (values ('a', 1), ('a', 3), ('b', 2)) as t (k, x)) where n = 1 order by k
