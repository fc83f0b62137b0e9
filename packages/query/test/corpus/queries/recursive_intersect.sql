-- about: WITH RECURSIVE by INTERSECT is an error
with recursive t (n) as (select 1 intersect select n + 1 from t where n < 3) select n from t
