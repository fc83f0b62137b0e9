-- about: grouping in a plain GROUP BY is 0
select a, grouping(a) as g from (values 1) as t (a) group by a
