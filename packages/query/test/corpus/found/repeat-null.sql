-- about: repeat of and by NULL
select repeat(x, n) as a, repeat(cast(null as varchar), 2) as b, repeat(array[x], 2) as c from (values (1, 0), (1, null), (null, 2)) as t (x, n)
