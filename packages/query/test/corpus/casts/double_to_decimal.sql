-- about: Doubles to decimals are rounded at the scale.
select cast(0.1e0 as decimal(10, 4)) as a, cast(2.675e0 as decimal(10, 2)) as b, cast(-1.005e0 as decimal(10, 2)) as c, cast(1e10 as decimal(20, 5)) as d, cast(0.5e0 as decimal(3, 0)) as e, cast(1.15e0 as decimal(5, 1)) as f, cast(123456789.987654321e0 as decimal(38, 10)) as g
