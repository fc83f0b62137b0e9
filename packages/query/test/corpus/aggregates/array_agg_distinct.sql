-- about: array_agg of distinct values in order
select array_agg(distinct x order by x) as a from (values 2, 1, 2, null, null) as t (x)
