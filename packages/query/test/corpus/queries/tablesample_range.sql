-- about: TABLESAMPLE beyond 100 is an error
select count(*) from events tablesample bernoulli (101)
