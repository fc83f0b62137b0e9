-- about: Columns are found whatever their case, quoted too
select X, "x", "X", T."x" as y from (values 1) as t (x)
