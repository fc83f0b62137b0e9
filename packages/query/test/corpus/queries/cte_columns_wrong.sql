-- about: A CTE with a name too many is an error
with t (a, b) as (select 1) select * from t
