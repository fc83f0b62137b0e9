-- about: ROLLUP of a column with NULLs: grouping tells them apart
select a, grouping(a) as g, count(*) as n from (values 'x', null) as t (a) group by rollup (a) order by g, a
