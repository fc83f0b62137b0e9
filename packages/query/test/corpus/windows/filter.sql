-- about: FILTER of an aggregate over a window is not supported; IF does it
select x, count(*) filter (where x > 1) over (order by x) as n from (values 1, 2, 3) as t (x) order by x
