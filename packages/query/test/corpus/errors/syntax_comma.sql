-- about: A comma too many
select event_id, from events
