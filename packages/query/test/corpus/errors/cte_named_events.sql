-- about: A CTE hides the table of its name.
with events as (select 1 as x) select events.x from events
