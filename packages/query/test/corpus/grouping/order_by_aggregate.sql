-- about: ORDER BY an aggregate that is not shown
select k from (values ('a', 1), ('b', 5), ('c', 3), ('c', 3)) as t (k, x) group by k order by sum(x) desc, count(*)
