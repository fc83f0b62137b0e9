-- about: A function that is not there, in WHERE
select 1 from events where nope(event_id) = 1
