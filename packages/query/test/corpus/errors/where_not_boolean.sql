-- about: WHERE of what is not boolean
select event_id from events where 1
