-- about: A scalar subquery; of no rows it is NULL
select (select max(x) from (values 1, 5) as t (x)) as a, (select 1 where false) as b, 10 + (select 5) as c
