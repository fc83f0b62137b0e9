-- about: ROLLUP of columns taken together
select a, b, c, count(*) as n from (values (1, 2, 3), (1, 2, 4)) as t (a, b, c) group by rollup ((a, b), c) order by a, b, c
