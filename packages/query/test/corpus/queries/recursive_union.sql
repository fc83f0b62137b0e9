-- about: WITH RECURSIVE by UNION instead of UNION ALL is an error
with recursive t (n) as (select 1 union select n + 1 from t where n < 3) select n from t order by n
