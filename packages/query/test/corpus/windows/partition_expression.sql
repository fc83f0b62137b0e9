-- about: PARTITION BY expressions
select x, count(*) over (partition by x % 2, x > 2) as n from (values 1, 2, 3, 4, 5) as t (x) order by x
