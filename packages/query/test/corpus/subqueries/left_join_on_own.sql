-- about: A subquery in LEFT JOIN's ON that names the columns of that join.
select t.a, u.b from (values 1, 2) as t (a) left join (values 2, 3) as u (b) on u.b = (select max(x) from (values 2, 3) as s (x) where s.x > t.a) order by 1
