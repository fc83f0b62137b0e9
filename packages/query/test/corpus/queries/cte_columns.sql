-- about: A CTE with names for its columns
with t (a, b) as (select 1, 'x') select b, a from t
