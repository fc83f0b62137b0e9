-- about: approx_distinct and count over a partition
select k, approx_distinct(x) over (partition by k) as n, count(x) over (partition by k) as c from (values ('a', 1), ('a', 1), ('b', null)) as t (k, x) order by k
