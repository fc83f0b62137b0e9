-- about: A column of a table that is not there
select z.event_id from events as e
