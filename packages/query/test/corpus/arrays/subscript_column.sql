-- about: A subscript that is a column, past the end of some rows' arrays
select n, try(a[n]) as x from (values (array[5, 6], 1), (array[5, 6], 2), (array[5], 2), (null, 1)) as t (a, n) order by n, x
