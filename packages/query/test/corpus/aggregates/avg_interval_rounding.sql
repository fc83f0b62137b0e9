-- about: avg of intervals is rounded half up
select avg(x) from (values interval '1' day, interval '2' second, interval '0.001' second) t(x)
