-- about: Arithmetic over the money columns of the lake: revenue, share and average.
select app, sum(value) as revenue, avg(value) as mean, sum(value) / count(*) as per_order, count(value) as n, round(sum(value), 1) as rounded, typeof(sum(value)), typeof(avg(value)), typeof(value * quantity)
from events where event_type = 'order_completed' group by app, typeof(value * quantity) order by app
