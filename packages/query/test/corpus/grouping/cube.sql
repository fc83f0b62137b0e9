-- about: CUBE: every combination
select a, b, sum(n) as n, grouping(a, b) as g from (values ('x', 'p', 1), ('x', 'q', 2), ('y', 'p', 4)) as t (a, b, n) group by cube (a, b) order by g, a, b
