-- about: approx_distinct of few values is exact; of NULLs 0
-- estimate
select approx_distinct(x) as a, approx_distinct(x, 0.01) as b, approx_distinct(cast(null as varchar)) as c from (values 'a', 'b', 'a', null) as t (x)
