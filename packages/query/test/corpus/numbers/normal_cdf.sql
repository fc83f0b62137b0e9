-- about: normal_cdf and its inverse.
-- refused: normal_cdf
select round(normal_cdf(0, 1, 1.96), 4) as a, round(inverse_normal_cdf(0, 1, 0.975), 4) as b, normal_cdf(0, 1, 0) as c
