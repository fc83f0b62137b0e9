-- about: substr and substring from the start, from the end, out of bounds.
select n, substr('hello', n) as a, substring('hello', n, 2) as b, substr('hello', n, 100) as c from (values -6, -5, -2, -1, 0, 1, 2, 5, 6, null) t(n) order by n
