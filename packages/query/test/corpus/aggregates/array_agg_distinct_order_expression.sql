-- about: DISTINCT within an aggregate is ordered by what is aggregated, and by nothing made of it.
select array_agg(distinct x order by x + 1) as a from (values 2, 1, 2) as t (x)
