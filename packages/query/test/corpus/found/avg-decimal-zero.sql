-- about: The average of decimals below one
select avg(x) as a, avg(0.0) as z from (values 0.01, 0.02, -0.05) as t (x)
