-- title: Cart abandonment
-- about: Carts by the day (UTC) of their first product: checked out, ordered or abandoned within so many hours; abandonment is abandoned of those ordered or abandoned, open are too young to tell. A cart is a cart_id, or a person where the app sends none; abandoned_value is what was added less what was removed.
-- params: hours integer = 24, from date = 30 days before to, late_days integer = 3, hours, to date = today, hours, from, hours, to, app string = store, app, hours, currency string = USD, currency, hours, from, to
-- columns: day date, carts bigint, checked_out bigint, ordered bigint, open bigint, abandoned bigint
-- columns: abandonment double, abandoned_value decimal(38,4)

with actions as (
    select
        event_type,
        occurred_at,
        anonymous_id,
        user_id,
        cart_id,
        currency,
        price * coalesce(quantity, 1) as amount,
        max(occurred_at) over () as newest_at
    from events
    where received_date between cast(cast(date_add('hour', -?, cast(? as timestamp)) as date) as varchar)
            and cast(cast(date_add('day', ?, date_add('hour', ?, date_add('day', 1, cast(? as timestamp)))) as date) as varchar)
        and occurred_at >= date_add('hour', -?, cast(? as timestamp))
        and occurred_at < date_add('hour', ?, date_add('day', 1, cast(? as timestamp)))
        and app = ?
        and event_type in ('product_added', 'product_removed', 'checkout_started', 'order_completed')
        and traffic = 'human'
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

steps as (
    select
        actions.event_type,
        actions.occurred_at,
        actions.currency,
        actions.amount,
        actions.newest_at,
        coalesce(actions.cart_id, actions.user_id, known.user_id, actions.anonymous_id) as cart,
        min(case when actions.event_type = 'product_added' then actions.occurred_at end)
            over (partition by coalesce(actions.cart_id, actions.user_id, known.user_id, actions.anonymous_id)) as added_at
    from actions
    left join known on known.anonymous_id = actions.anonymous_id
),

-- What happened to a cart in its first hours.
carts as (
    select
        cast(added_at as date) as day,
        bool_or(event_type = 'checkout_started') as is_checked_out,
        bool_or(event_type = 'order_completed') as is_ordered,
        not bool_or(event_type = 'order_completed') and max(newest_at) < date_add('hour', ?, added_at) as is_open,
        sum(case
            when currency = ? and event_type = 'product_added' then amount
            when currency = ? and event_type = 'product_removed' then -amount
        end) as amount
    from steps
    where occurred_at >= added_at
        and occurred_at <= date_add('hour', ?, added_at)
    group by cart, added_at
),

days as (
    select
        day,
        count(*) as carts,
        count_if(is_checked_out) as checked_out,
        count_if(is_ordered) as ordered,
        count_if(is_open) as open,
        count_if(not is_ordered and not is_open) as abandoned,
        round(cast(count_if(not is_ordered and not is_open) as double) / nullif(count_if(not is_open), 0), 4) as abandonment,
        coalesce(sum(case when not is_ordered and not is_open then amount end), cast(0 as decimal(18, 4))) as abandoned_value
    from carts
    where day between ? and ?
    group by day
)

select * from days
order by day
