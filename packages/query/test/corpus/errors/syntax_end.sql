-- about: A statement that stops too early
select event_id from events where
