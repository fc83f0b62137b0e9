-- about: sum of integers is bigint, avg is double, of decimals decimal.
select sum(a) as s, avg(a) as m, typeof(sum(a)), typeof(avg(a)), sum(d) as sd, avg(d) as md, typeof(sum(d)), typeof(avg(d)) from (values (2147483647, 1.10), (2147483647, 2.25), (null, null)) t(a, d)
