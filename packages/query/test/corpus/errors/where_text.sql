-- about: WHERE of a text
select event_id from events where event_type
