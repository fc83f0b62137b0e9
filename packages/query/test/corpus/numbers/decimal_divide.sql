-- about: A decimal quotient has the larger scale, rounded half away from zero.
select a / b as q, typeof(a / b) from (values (1.00, 3.0), (2.00, 3.0), (-2.00, 3.0), (1.00, 8.0), (0.01, 2.0), (-0.01, 2.0)) t(a, b) order by a, b
