-- about: A subquery in LATERAL of what is around both
select t.a, x from (values 1, 2) as t (a) cross join lateral (select (select max(s.x) from (values 1, 2) as s (x) where s.x <= t.a) as x) as l order by 1
