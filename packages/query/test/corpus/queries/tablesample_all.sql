-- about: TABLESAMPLE BERNOULLI (100): every row
select count(*) as n from (values 1, 2, 3) as t (x) tablesample bernoulli (100)
