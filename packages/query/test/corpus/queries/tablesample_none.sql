-- about: TABLESAMPLE BERNOULLI (0): no row
select count(*) as n from (values 1, 2, 3) as t (x) tablesample bernoulli (0)
