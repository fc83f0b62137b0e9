-- about: A CTE in a subquery hides the outer's
with t as (select 1 as x) select x, (with t as (select 2 as x) select x from t) as y from t
