-- about: A CTE's name whatever its case
with Steps as (select 1 as X) select x from STEPS
