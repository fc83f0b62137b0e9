-- about: skewness and kurtosis
select skewness(x) as a, kurtosis(x) as b from (values 1e0, 2e0, 2e0, 9e0, 4e0, null) as t (x)
