-- about: The same of several rows is an error
select (select (select t.a + u.b) from (values 5, 6) as u (b) limit 1) as x from (values 1, 2) as t (a) order by 1
