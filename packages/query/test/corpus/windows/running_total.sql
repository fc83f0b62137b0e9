-- about: A running total: peers count together by default (RANGE)
select i, x, sum(x) over (order by i) as by_range, sum(x) over (order by i, x rows unbounded preceding) as by_rows from (values (1, 10), (2, 20), (2, 21), (3, null)) as t (i, x) order by i, x
