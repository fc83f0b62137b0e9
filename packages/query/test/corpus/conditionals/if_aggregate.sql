-- about: IF and CASE in aggregates and their NULLs
select sum(if(x > 1, x)) as a, count(if(x > 1, 1)) as b, avg(case when x > 1 then x end) as c, max(if(x > 5, x)) as d from (values 1, 2, 3) as t (x)
