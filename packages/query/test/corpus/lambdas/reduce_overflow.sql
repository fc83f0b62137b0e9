-- about: reduce: the sum takes the state's type
select reduce(array[2147483647, 2147483647], cast(0 as bigint), (s, x) -> s + x, s -> s) as x
