-- about: Two of what is around both, in one
select (select (select t.a) + (select t.a + 1)) as x from (values 1, 2) as t (a) order by 1
