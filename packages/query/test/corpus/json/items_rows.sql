-- about: Items of the lake's orders as rows.
select e.order_id, i.product_id, i.price from events e cross join unnest(cast(json_parse(e.items) as array(row(product_id varchar, price decimal(18, 4))))) as i where e.event_type = 'order_completed' and e.items is not null order by 1, 2, 3 limit 20
