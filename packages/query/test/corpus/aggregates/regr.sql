-- about: regr_slope and regr_intercept
select regr_slope(y, x) as a, regr_intercept(y, x) as b from (values (1e0, 2e0), (2e0, 3e0), (3e0, 5e0), (null, 7e0)) as t (x, y)
