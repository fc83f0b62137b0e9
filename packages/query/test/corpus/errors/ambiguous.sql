-- about: A name that two tables have
select event_id from events as a join events as b on a.event_id = b.event_id
