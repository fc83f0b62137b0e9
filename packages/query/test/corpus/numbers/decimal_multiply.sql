-- about: A decimal product has the sum of both precisions and scales.
select a * b as p, typeof(a * b) from (values (decimal '123.45', decimal '9.8765'), (decimal '-0.01', decimal '0.0001'), (decimal '1.00', null)) t(a, b) order by a
