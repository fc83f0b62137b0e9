-- about: approx_percentile of few values
-- estimate
select approx_percentile(x, 0.5) as median, approx_percentile(x, 0.0) as lo, approx_percentile(x, 1.0) as hi, approx_percentile(cast(null as double), 0.5) as of_null
from (values 1, 2, 3, 4, 100, null) as t (x)
