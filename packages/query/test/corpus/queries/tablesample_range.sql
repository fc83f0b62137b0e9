-- about: TABLESAMPLE beyond 100 is an error
-- refused: TABLESAMPLE, which draws other rows each time
select count(*) from events tablesample bernoulli (101)
