-- about: GROUPING SETS with the empty one
select a, b, sum(n) as n from (values ('x', 'p', 1), ('x', 'q', 2), ('y', 'p', 4)) as t (a, b, n) group by grouping sets ((a, b), (a), ()) order by a, b, n
