-- about: Division of integers truncates towards zero, for either sign.
select a, b, a / b as quotient, a % b as remainder from (values (7, 2), (-7, 2), (7, -2), (-7, -2), (0, 3), (null, 2), (2, null)) t(a, b) order by a, b
