-- about: A CTE hides a table of the lake
with events as (select 'mine' as event_type) select event_type from events
