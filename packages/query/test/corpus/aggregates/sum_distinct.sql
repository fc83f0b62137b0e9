-- about: sum and avg of distinct values
select sum(distinct x) as s, avg(distinct x) as a, count(distinct x) as n, sum(x) as all_of_them from (values 2, 2, 4, null) as t (x)
