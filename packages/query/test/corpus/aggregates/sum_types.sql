-- about: sum's types: bigint, decimal(38,s), double, real
select sum(i) as bigint_of_integer, sum(d) as decimal_sum, sum(f) as double_sum, sum(cast(i as tinyint)) as of_tinyint, sum(cast(f as real)) as of_real
from (values (1, 1.25, 1.5e0), (2, 2.50, 2.5e0), (null, null, null)) as t (i, d, f)
