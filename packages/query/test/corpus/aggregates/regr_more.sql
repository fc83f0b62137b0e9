-- about: The other regr functions are unknown to Trino 435
select regr_r2(y, x) from (values (1e0, 2e0)) as t (x, y)
