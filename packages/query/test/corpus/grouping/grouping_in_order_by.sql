-- about: grouping of a column that is shown, in ORDER BY, is an error
select a, sum(n) as n from (values ('x', 1), ('y', 2)) as t (a, n) group by rollup (a) order by grouping(a), a
