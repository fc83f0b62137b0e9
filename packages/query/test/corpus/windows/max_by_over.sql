-- about: max_by over a running frame with NULLs
select i, max_by(x, i) over (order by i) as m, min_by(x, i) over (order by i desc) as n from (values (1, 'a'), (2, null), (3, 'c')) as t (i, x) order by i
