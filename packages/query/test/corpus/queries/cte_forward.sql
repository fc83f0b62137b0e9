-- about: A CTE that asks a later one is an error
with a as (select * from b), b as (select 1 as x) select * from a
