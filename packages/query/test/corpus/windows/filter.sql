-- about: FILTER of an aggregate over a window
select x, count(*) filter (where x > 1) over (order by x) as n, sum(x) filter (where x <> 2) over () as s from (values 1, 2, 3) as t (x) order by x
