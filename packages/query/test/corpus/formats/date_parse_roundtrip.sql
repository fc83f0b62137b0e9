-- about: date_parse and date_format are each other's way back over the lake.
select event_id, date_parse(date_format(occurred_at, '%Y-%m-%d %H:%i:%s.%f'), '%Y-%m-%d %H:%i:%s.%f') = occurred_at as same, date_format(occurred_at, '%f') as f from events order by event_id limit 8
