-- about: A frame with no rows: sums are NULL, counts 0
select i, sum(x) over (order by i rows between 5 preceding and 4 preceding) as s, count(x) over (order by i rows between 5 preceding and 4 preceding) as c from (values (1, 1), (2, 2)) as t (i, x) order by i
