-- about: The lake's events with its products
select p.category, count(*) as n from events as e join products as p on p.product_id = e.product_id and p.app = e.app
where e.app = 'store' and e.received_date between '2026-01-01' and '2026-02-28' and e.event_type = 'product_viewed' group by p.category order by n desc, p.category
