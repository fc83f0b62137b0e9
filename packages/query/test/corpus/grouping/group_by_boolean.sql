-- about: GROUP BY a condition that can be NULL
select x > 1 as over, count(*) as n from (values 1, 2, null) as t (x) group by x > 1 order by over
