-- about: ntile: the first buckets are the larger
select x, ntile(3) over (order by x) as t from (values 1, 2, 3, 4, 5, 6, 7) as t (x) order by x
