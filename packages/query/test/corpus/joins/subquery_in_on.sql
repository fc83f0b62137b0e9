-- about: A subquery in ON
select a.x from (values 1, 2) as a (x) join (values 1, 2) as b (y) on a.x = b.y and b.y in (select 2)
