-- about: avg of decimals rounds half away from zero to their scale
select avg(x) as a, avg(-x) as b from (values 0.01, 0.02) as t (x)
