-- about: Precision and scale of decimal sums and differences.
select a + b as s, a - b as d, typeof(a + b), typeof(a - b) from (values (decimal '123.45', decimal '9.8765'), (decimal '-999.99', decimal '0.0001'), (null, decimal '1.0000')) t(a, b) order by a
