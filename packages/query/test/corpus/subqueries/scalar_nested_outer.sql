-- about: A subquery in a subquery that names what is around both.
select (select (select t.a)) as x from (values 1, 2) as t (a) order by 1
