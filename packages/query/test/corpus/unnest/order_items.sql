-- about: Items of the lake's orders, one row each
select count(*) as items, count(distinct order_id) as orders, sum(item.quantity) as quantity
from events cross join unnest(cast(json_parse(items) as array(row(product_id varchar, quantity integer)))) as u (id, quantity)
cross join lateral (select cast(row(u.id, u.quantity) as row(id varchar, quantity integer)) as item)
where app = 'store' and received_date between '2026-01-01' and '2026-02-28' and event_type = 'order_completed' and items is not null
