-- about: ROLLUP of places
select a, count(*) as n from (values 'x', 'y') as t (a) group by rollup (1) order by a
