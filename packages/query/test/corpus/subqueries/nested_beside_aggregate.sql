-- about: A subquery beside an aggregate, of what is around both, is an error
select (select max(u.b) + (select t.a) from (values 5, 6) as u (b)) as x from (values 5, 2) as t (a) order by 1
