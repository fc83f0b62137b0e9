-- about: sum and avg of intervals.
select sum(x) as s, avg(x) as a, max(x) as m from (values interval '1' day, interval '36' hour, null) t(x)
