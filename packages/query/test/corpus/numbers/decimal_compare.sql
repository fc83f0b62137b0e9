-- about: Decimals of different scales, integers and doubles compare by value.
select a = b as eq, a < b as lt, a = 1 as one, b = 1e0 as onef, a is distinct from b as dist from (values (1.0, 1.000), (1.0, 1.001), (null, 1.000)) t(a, b) order by a, b
