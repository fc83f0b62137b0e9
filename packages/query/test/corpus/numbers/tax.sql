-- about: A decimal column times a decimal literal, rounded.
select order_id, value, value * 1.19 as gross, round(value * 1.19, 2) as rounded, cast(value * 1.19 as decimal(12, 2)) as money, typeof(value * 1.19) from events where event_type = 'order_completed' order by order_id limit 10
