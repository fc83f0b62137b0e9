-- about: approx_percentile of the numbers from 1 to 1000
-- estimate
select approx_percentile(x, 0.5) as a, approx_percentile(x, 0.9) as b, approx_percentile(x, array[0.01, 0.99]) as c from unnest(sequence(1, 1000)) as t (x)
