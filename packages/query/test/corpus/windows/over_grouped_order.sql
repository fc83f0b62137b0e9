-- about: A running total over groups
select d, sum(x) as x, sum(sum(x)) over (order by d) as running from (values (1, 10), (1, 5), (2, 20)) as t (d, x) group by d order by d
