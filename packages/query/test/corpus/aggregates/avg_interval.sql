-- about: avg and sum of intervals
select sum(x) as s, avg(x) as a from (values interval '1' day, interval '3' hour) as t (x)
