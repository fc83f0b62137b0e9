-- about: json_value of the properties of events.
select event_id, json_value(properties, 'lax $.*' null on error) as v, json_exists(properties, 'lax $.*') as h from events order by event_id limit 50
