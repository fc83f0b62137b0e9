-- about: beta_cdf and its inverse.
-- refused: beta_cdf
select round(beta_cdf(2, 5, 0.3), 6) as a, round(inverse_beta_cdf(2, 5, 0.579825), 4) as b
