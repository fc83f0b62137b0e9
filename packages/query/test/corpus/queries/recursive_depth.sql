-- about: WITH RECURSIVE deeper than 10 is an error
with recursive t (n) as (select 1 union all select n + 1 from t where n < 100) select count(*) from t
