-- about: approx_distinct of ten thousand numbers
-- estimate
select approx_distinct(x) as n from unnest(sequence(1, 10000)) as t (x)
