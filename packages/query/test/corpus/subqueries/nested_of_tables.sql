-- about: A subquery that is but another, of a table
select (select (select max(s.x) from (values 1, 2) as s (x) where s.x <= t.a)) as x from (values 1, 2) as t (a) order by 1
