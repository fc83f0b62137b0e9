-- about: DISTINCT and GROUP BY of arrays with NULL elements
select a, count(*) as n from (values array[1, null], array[1, null], array[1], null, null) as t (a) group by a order by n, cardinality(a)
