-- about: approx_percentile with weights
-- refused: approx_percentile with weights
-- estimate
select approx_percentile(x, w, 0.5) as a, approx_percentile(x, w, array[0.1, 0.9]) as b from (values (1e0, 1e0), (2e0, 98e0), (3e0, 1e0)) as t (x, w)
