-- about: An alias hides the table's own name
select events.event_type from events as e limit 1
