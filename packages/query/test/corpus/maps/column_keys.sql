-- about: Maps made of a table's columns
select map(array['type', 'traffic'], array[event_type, traffic]) as m, count(*) as n from events
where received_date between '2026-01-01' and '2026-02-28' group by 1 order by n desc, element_at(map(array['type', 'traffic'], array[event_type, traffic]), 'type'), element_at(map(array['type', 'traffic'], array[event_type, traffic]), 'traffic') limit 5
