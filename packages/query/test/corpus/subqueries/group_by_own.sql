-- about: A correlated subquery that groups by a subquery is an error
select (select count(*) from (values 5, 6) as u (b) where u.b = t.a group by (select u.b)) as x from (values 5, 2) as t (a) order by 1
