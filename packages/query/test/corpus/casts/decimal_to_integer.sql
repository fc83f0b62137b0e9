-- about: Decimals to integers round half away from zero.
select x, cast(x as integer) as i, cast(x as bigint) as b, cast(x as tinyint) as t from (values 0.4, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, null) t(x) order by x
