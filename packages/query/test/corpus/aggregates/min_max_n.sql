-- about: min and max of n: the n least, the n greatest in order
select min(x, 2) as lo, max(x, 2) as hi, max(x, 10) as all_of_them from (values 3, 1, null, 2, 2) as t (x)
