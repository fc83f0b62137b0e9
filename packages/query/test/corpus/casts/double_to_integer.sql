-- about: Doubles to integers round half up, not half to even.
select x, cast(x as integer) as i, cast(x as bigint) as b from (values 0.4e0, 0.5e0, 1.5e0, 2.5e0, -0.5e0, -1.5e0, -2.5e0, -0.4e0, null) t(x) order by x
