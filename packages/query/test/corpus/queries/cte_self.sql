-- about: A CTE that asks itself without RECURSIVE is an error
with t as (select x from t) select * from t
