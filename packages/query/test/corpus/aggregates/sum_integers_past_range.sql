-- about: sum of integers past an integer's range is a bigint
select sum(x) as x from (values 2147483647, 2147483647) as t (x)
