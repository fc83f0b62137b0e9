-- about: truncate cuts towards zero; to digits for decimals and doubles.
select truncate(1.9e0) as a, truncate(-1.9e0) as b, truncate(-1.99) as c, truncate(1234.5678, 2) as d, truncate(1234.5678, -2) as e, truncate(-0.9) as f, truncate(real '1.9') as g, truncate(1e300) as h, typeof(truncate(12.345, 1)), typeof(truncate(12.345)), typeof(truncate(1.9e0))
