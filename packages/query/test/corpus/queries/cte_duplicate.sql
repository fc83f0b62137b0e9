-- about: A CTE's name twice is an error
with t as (select 1), t as (select 2) select * from t
