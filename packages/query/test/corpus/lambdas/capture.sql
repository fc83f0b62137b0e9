-- about: A lambda that takes columns from around it
select n, transform(a, x -> x * n) as x, filter(a, x -> x > n) as y from (values (array[1, 2, 3], 2), (array[4], 10), (null, 1)) as t (a, n) order by n
