-- about: Correlation and regression where one side is always the same
select corr(x,y), covar_pop(x,y), covar_samp(x,y), regr_slope(x,y), regr_intercept(x,y) from (values (1,2),(1,3)) t(x,y)
