-- about: GROUP BY DISTINCT takes out grouping sets that come twice
-- refused: GROUP BY DISTINCT
select a, b, count(*) as n from (values ('x', 'p')) as t (a, b) group by distinct rollup (a, b), rollup (a) order by a, b
