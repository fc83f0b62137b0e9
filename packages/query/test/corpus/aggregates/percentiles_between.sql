-- about: approx_percentile at places between two values
select approx_percentile(x, array[0.5,0.9]), approx_percentile(cast(x as double)/2, 0.5), approx_percentile(x,0.95), approx_percentile(x,1.0), approx_percentile(x,0.0), approx_percentile(x, 0.1) from unnest(sequence(1,20)) t(x)
