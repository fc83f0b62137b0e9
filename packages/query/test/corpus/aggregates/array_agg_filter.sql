-- about: array_agg FILTER: NULL where nothing passes
select array_agg(x order by x) filter (where x > 1) as a, array_agg(x) filter (where x > 9) as none from (values 3, 1, 2) as t (x)
