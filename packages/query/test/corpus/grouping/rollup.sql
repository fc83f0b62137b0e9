-- about: ROLLUP: subtotals and the total
select a, b, sum(n) as n from (values ('x', 'p', 1), ('x', 'q', 2), ('y', 'p', 4)) as t (a, b, n) group by rollup (a, b) order by a, b
