-- about: JSON columns are text: a cast to JSON makes a JSON string, json_parse a document.
select event_id, typeof(items), json_format(cast(items as json)) = items as text, json_array_length(json_parse(items)) as n from events where event_type = 'order_completed' and items is not null order by event_id limit 5
