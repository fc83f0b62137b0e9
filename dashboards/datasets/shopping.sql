-- title: Shopping
-- about: What people did with products, one row each: viewed, added, removed, recommendation_clicked, and bought (order_completed), one row for each item of an order.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, late_days, to
-- columns: occurred_at timestamp(3), app varchar, event_type varchar, product_id varchar, product_name varchar
-- columns: category varchar, price decimal(18,4), quantity integer, currency varchar, person varchar, country varchar
-- columns: device_type varchar, channel varchar, utm_campaign varchar, traffic varchar

with handled as (
    select
        occurred_at,
        app,
        event_type,
        product_id,
        product_name,
        category,
        price,
        quantity,
        currency,
        anonymous_id,
        user_id,
        country,
        device_type,
        channel,
        utm_campaign,
        traffic
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
        and event_type in ('product_viewed', 'product_added', 'product_removed', 'recommendation_clicked')
),

completed as (
    select
        occurred_at,
        app,
        event_type,
        product_id,
        product_name,
        category,
        price,
        quantity,
        currency,
        anonymous_id,
        user_id,
        country,
        device_type,
        channel,
        utm_campaign,
        traffic,
        items,
        row_number() over (
            partition by app, order_id
            order by case traffic when 'human' then 0 else 1 end, occurred_at, event_id
        ) as nth
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
        and event_type = 'order_completed'
),

orders as (
    select
        *,
        sequence(0, greatest(coalesce(json_array_length(items), 1), 1) - 1) as places
    from completed
    where nth = 1
),

-- One row for each item; an order without items is of one product, if it says which.
items as (
    select
        orders.*,
        json_extract(orders.items, '$[' || cast(places.place as varchar) || ']') as item
    from orders
    cross join unnest(orders.places) as places (place)
),

bought as (
    select
        occurred_at,
        app,
        event_type,
        coalesce(json_extract_scalar(item, '$.product_id'), product_id) as product_id,
        coalesce(json_extract_scalar(item, '$.product_name'), product_name) as product_name,
        coalesce(json_extract_scalar(item, '$.category'), category) as category,
        coalesce(try_cast(json_extract_scalar(item, '$.price') as decimal(18, 4)), price) as price,
        coalesce(try_cast(json_extract_scalar(item, '$.quantity') as integer), quantity) as quantity,
        currency,
        anonymous_id,
        user_id,
        country,
        device_type,
        channel,
        utm_campaign,
        traffic
    from items
),

actions as (
    select * from handled
    union all
    select * from bought
    where product_id is not null
),

known as (
    select
        app,
        anonymous_id,
        max(user_id) as user_id
    from identities
    where is_current
    group by app, anonymous_id
),

people as (
    select
        actions.occurred_at,
        actions.app,
        actions.event_type,
        actions.product_id,
        actions.product_name,
        actions.category,
        actions.price,
        actions.quantity,
        actions.currency,
        coalesce(actions.user_id, known.user_id, actions.anonymous_id) as person,
        actions.country,
        actions.device_type,
        actions.channel,
        actions.utm_campaign,
        actions.traffic
    from actions
    left join known
        on known.app = actions.app
        and known.anonymous_id = actions.anonymous_id
)

select * from people
