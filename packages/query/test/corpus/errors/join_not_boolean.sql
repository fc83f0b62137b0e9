-- about: ON of what is not boolean
select 1 from events as a join events as b on a.event_id
