-- about: GROUPING SETS of single columns without parentheses
select a, b, count(*) as n from (values ('x', 'p'), ('x', 'q')) as t (a, b) group by grouping sets (a, b) order by a, b
