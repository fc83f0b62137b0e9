-- about: a NULL that is known before rows are read has its type in the query around
with a as (select distinct app from sessions), b as (select app, element_at(array_distinct(array_remove(array[date '2025-12-31'], cast(null as date))), 5) as d from a) select app, d >= date '2026-01-31' as e from b order by app
