-- about: Averages and extremes of money
select currency, avg(value) as a, min(value) as lo, max(value) as hi, sum(value) / count(value) as mean from events
where app = 'store' and received_date between '2026-01-01' and '2026-02-28' and event_type = 'order_completed' group by currency order by currency
