-- about: WITH RECURSIVE without names for its columns is an error
with recursive t as (select 1 as n union all select n + 1 from t where n < 5) select n from t
