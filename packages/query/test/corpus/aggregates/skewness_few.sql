-- about: skewness of two and kurtosis of three are NULL
select skewness(x) as a, kurtosis(x) as b from (values 1e0, 2e0) as t (x)
