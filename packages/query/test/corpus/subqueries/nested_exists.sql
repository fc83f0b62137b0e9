-- about: EXISTS in a subquery of its own
select (select exists (select 1 from (values 1) as s (x) where s.x = t.a)) as x from (values 1, 2) as t (a) order by 1
