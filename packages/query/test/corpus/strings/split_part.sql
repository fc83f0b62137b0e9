-- about: split_part counts from one; beyond the parts is NULL.
select n, split_part('a,b,,d', ',', n) as p, split_part('日-本', '-', n) as j from (values 1, 2, 3, 4, 5) t(n) order by n
