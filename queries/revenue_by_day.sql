-- title: Revenue by day
-- about: Orders, what they were worth and how many were refunded, by day (UTC) and currency; an order counts once, at its first order_completed.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: day date, currency varchar, orders bigint, revenue decimal(38,4), average_order decimal(38,4)
-- columns: refunds bigint

with orders as (
    select
        app,
        event_id,
        occurred_at,
        cast(occurred_at as date) as day,
        coalesce(currency, '(unknown)') as currency,
        event_type,
        order_id,
        value
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type in ('order_completed', 'order_refunded')
        and traffic = 'human'
),

-- A thank-you page that is loaded again sends its order again, under another event_id.
numbered as (
    select
        *,
        row_number() over (partition by app, event_type, order_id order by occurred_at, event_id) as nth
    from orders
),

days as (
    select
        day,
        currency,
        count_if(event_type = 'order_completed') as orders,
        coalesce(sum(case when event_type = 'order_completed' then value end), cast(0 as decimal(18, 4))) as revenue,
        count_if(event_type = 'order_refunded') as refunds
    from numbered
    where event_type = 'order_refunded' or nth = 1
    group by day, currency
),

averages as (
    select
        day,
        currency,
        orders,
        revenue,
        revenue / nullif(orders, 0) as average_order,
        refunds
    from days
)

select * from averages
order by day, currency
