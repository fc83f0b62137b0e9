-- about: Several DISTINCT aggregates of different columns
select count(distinct a) as a, count(distinct b) as b, sum(distinct a) as s, count(*) as n from (values (1, 'x'), (1, 'y'), (2, 'y'), (null, null)) as t (a, b)
