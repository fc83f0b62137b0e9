-- about: A correlated subquery beside groups
select k, count(*) as n, (select max(v) from (values ('a', 7), ('b', 9)) as s (k, v) where s.k = t.k) as m from (values 'a', 'a', 'b') as t (k) group by k order by k
