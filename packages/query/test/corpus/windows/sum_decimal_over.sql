-- about: sum and avg of decimals over a window
select i, sum(x) over (order by i) as s, avg(x) over (order by i) as a, avg(i) over (order by i rows 1 preceding) as m from (values (1, 1.10), (2, 2.25), (3, 0.01)) as t (i, x) order by i
