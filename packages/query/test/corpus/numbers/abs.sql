-- about: abs for every number type keeps the type.
select abs(-5) as a, abs(tinyint '-5') as b, abs(-5.25) as c, abs(-5e0) as d, abs(real '-1.5') as e, abs(bigint '-9223372036854775807') as f, abs(cast(null as integer)) as g, abs(-0e0) as h, typeof(abs(tinyint '1')), typeof(abs(-5.25))
