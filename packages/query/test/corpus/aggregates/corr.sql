-- about: corr, covar_pop, covar_samp with NULLs
select corr(y, x) as a, covar_pop(y, x) as b, covar_samp(y, x) as c from (values (1e0, 2e0), (2e0, 3e0), (3e0, 5e0), (null, 7e0)) as t (x, y)
