-- about: row_number by an order, in partitions
select k, x, row_number() over (partition by k order by x desc) as n from (values ('a', 1), ('a', 3), ('b', 2), ('a', null)) as t (k, x) order by k, n
