-- about: ROLLUP of places is an error
select a, count(*) as n from (values 'x', 'y') as t (a) group by rollup (1) order by a
