-- about: grouping in HAVING
select a, b, sum(n) as n from (values ('x', 'p', 1), ('y', 'q', 2)) as t (a, b, n) group by rollup (a, b) having grouping(b) = 1 order by a
