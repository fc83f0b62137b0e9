-- about: A CTE may be called as this engine calls its own tables.
with lake_events as (select 1 as x) select x from lake_events
