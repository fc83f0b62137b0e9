-- about: sign of each type: integers give integers, doubles NaN and zero as they are.
select sign(-5) as a, sign(0) as b, sign(bigint '9') as c, sign(-2.5) as d, sign(-2.5e0) as e, sign(nan()) as f, sign(0e0) as g, sign(real '-1') as h, sign(cast(null as double)) as i, typeof(sign(-2.5)), typeof(sign(tinyint '3')), typeof(sign(real '-1'))
