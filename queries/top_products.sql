-- title: Top products
-- about: The most viewed products, how often each was put into a cart, and the ratio of the two.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 20
-- columns: product_id varchar, product_name varchar, viewed bigint, added bigint, conversion double

with actions as (
    select
        product_id,
        product_name,
        event_type
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type in ('product_viewed', 'product_added')
        and traffic = 'human'
        and product_id is not null
),

products as (
    select
        product_id,
        max(product_name) as product_name,
        count_if(event_type = 'product_viewed') as viewed,
        count_if(event_type = 'product_added') as added
    from actions
    group by product_id
),

conversions as (
    select
        product_id,
        product_name,
        viewed,
        added,
        round(cast(added as double) / nullif(viewed, 0), 4) as conversion
    from products
)

select * from conversions
order by viewed desc, product_id
limit ?
