-- about: min and max over a window with NaN
select i, max(x) over (order by i) as hi, min(x) over (order by i) as lo from (values (1, nan()), (2, 1e0), (3, 2e0), (4, nan())) as t (i, x) order by i
