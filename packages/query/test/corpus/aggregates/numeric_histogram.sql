-- about: numeric_histogram: buckets of doubles
-- refused: numeric_histogram
select numeric_histogram(2, x) as h from (values 1e0, 1e0, 10e0, 10e0) as t (x)
