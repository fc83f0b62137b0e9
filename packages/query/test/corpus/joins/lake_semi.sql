-- about: Visitors of the lake who did one thing and not another
select count(distinct anonymous_id) as n from events where app = 'store' and received_date between '2026-01-01' and '2026-02-28' and event_type = 'product_viewed'
  and anonymous_id not in (select anonymous_id from events where app = 'store' and received_date between '2026-01-01' and '2026-02-28' and event_type = 'order_completed' and anonymous_id is not null)
