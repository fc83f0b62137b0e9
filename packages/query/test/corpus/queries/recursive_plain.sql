-- about: WITH RECURSIVE of a CTE that doesn't ask itself
with recursive t (n) as (select 1) select n from t
