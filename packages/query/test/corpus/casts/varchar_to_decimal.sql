-- about: Texts to decimals are rounded half away from zero to the scale.
select x, cast(x as decimal(10, 2)) as d from (values '1', '1.005', '-1.005', '1.994', '1e2', '.5', '5.', '-0.001', '00012.30', null) t(x) order by x
