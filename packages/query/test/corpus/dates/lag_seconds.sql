-- about: Seconds between arrival and event, by difference of timestamps and by to_unixtime.
select event_id, received_at - occurred_at as lag, to_unixtime(received_at) - to_unixtime(occurred_at) as seconds, date_diff('second', occurred_at, received_at) as whole from events order by event_id limit 10
