-- about: The function mod, of integers, doubles and mixed types.
select mod(7, 3) as a, mod(-7, 3) as b, mod(7, -3) as c, mod(7.5e0, 2e0) as d, mod(bigint '7', 4) as e, mod(7.25, 2) as f, mod(5e0, 0e0) as g, typeof(mod(tinyint '7', tinyint '3')), typeof(mod(7.25, 2))
