-- about: WITH RECURSIVE by UNION takes out rows that come twice
with recursive t (n) as (select 1 union select n + 1 from t where n < 3) select n from t order by n
