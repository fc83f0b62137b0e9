-- about: HAVING with FILTER and a subquery
select x, count(*) as n from (values 1, 1, 2, 3) as t (x) group by x having count(*) filter (where x > 0) >= (select 1) and x < 3 order by x
