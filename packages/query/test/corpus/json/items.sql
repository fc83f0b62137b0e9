-- about: Items of the lake's orders, one row each.
select e.order_id, json_extract_scalar(item, '$.product_id') as product, json_extract_scalar(item, '$.quantity') as quantity, n from events e cross join unnest(cast(json_parse(e.items) as array(json))) with ordinality as t(item, n) where e.event_type = 'order_completed' and e.items is not null order by e.order_id, n limit 20
