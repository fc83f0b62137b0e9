-- about: array_agg DISTINCT ordered by what is not aggregated is an error
select array_agg(distinct x order by y) from (values (1, 2)) as t (x, y)
