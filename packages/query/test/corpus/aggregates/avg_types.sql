-- about: avg's types: double of integers, decimal of decimals with their scale
select avg(i) as of_integers, avg(d) as of_decimals, avg(f) as of_doubles from (values (1, 1.25, 1.5e0), (2, 2.50, 2.5e0), (2, 0.01, 2.5e0), (null, null, null)) as t (i, d, f)
