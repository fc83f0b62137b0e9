-- about: GROUP BY with NULLs as one group
select x, count(*) as n from (values 'a', null, 'a', null, 'b') as t (x) group by x order by x
