-- about: The remainder of decimals takes the sign of the dividend.
select a % b as r, mod(a, b) as m, typeof(a % b) from (values (7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.3, 0.7)) t(a, b) order by a, b
