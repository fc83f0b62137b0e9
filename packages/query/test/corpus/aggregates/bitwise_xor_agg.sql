-- about: bitwise_xor_agg is unknown to Trino 435
select bitwise_xor_agg(x) as a from (values 12, 10, null) as t (x)
