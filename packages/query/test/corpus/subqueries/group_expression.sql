-- about: GROUP BY an expression that holds a correlated subquery.
select (select max(x) from (values 1, 2, 3) as u (x) where u.x <= t.a) as m, count(*) as n from (values 1, 2, 2) as t (a) group by 1 order by 1
