-- about: bitwise_and_agg, bitwise_or_agg
select bitwise_and_agg(x) as a, bitwise_or_agg(x) as o from (values 12, 10, null) as t (x)
