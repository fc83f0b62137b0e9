-- about: bitwise_xor_agg
select bitwise_xor_agg(x) as a from (values 12, 10, null) as t (x)
