-- about: Arithmetic of 38 digits stays exact.
select a + 1 as s, a * 2 as p, a - b as d, typeof(a + 1), typeof(a * 2) from (values (decimal '12345678901234567890123456789.123456789', decimal '0.000000001')) t(a, b)
