-- about: approx_percentile outside 0 to 1 is an error
select approx_percentile(x, 1.5) from (values 1) as t (x)
