-- about: DISTINCT over groups
select distinct count(*) as n from (values 1, 2, 2, 3, 3) as t (x) group by x order by n
