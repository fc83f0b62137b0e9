-- about: An alias hides the table's own name: asking by it is an error
select events.event_type from events as e limit 1
