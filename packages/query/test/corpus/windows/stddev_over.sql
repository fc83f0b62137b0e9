-- about: stddev and corr over a running frame
select i, stddev(x) over (order by i) as s, var_pop(x) over (order by i) as v, corr(x, i) over (order by i) as c from (values (1, 2e0), (2, 4e0), (3, 9e0)) as t (i, x) order by i
