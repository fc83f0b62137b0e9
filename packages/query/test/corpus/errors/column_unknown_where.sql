-- about: A column that is not there, in WHERE
select event_id from events where nope = 1
