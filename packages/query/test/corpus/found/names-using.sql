-- about: A column shared by USING is named as it is written there
select * from (select 1 as Foo, 2 as b) as a join (select 1 as foO, 3 as c) as d using (FOO)
