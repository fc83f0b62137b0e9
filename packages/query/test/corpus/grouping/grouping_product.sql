-- about: Several grouping elements: their product
select a, b, c, count(*) as n from (values ('x', 'p', 1), ('y', 'q', 2)) as t (a, b, c) group by a, rollup (b), cube (c) order by a, b, c
