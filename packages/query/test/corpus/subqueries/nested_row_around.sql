-- about: A subquery in one of a single row, which names that and what is around
select (select (select t.a + u.b) from (values 5) as u (b)) as x from (values 1, 2) as t (a) order by 1
