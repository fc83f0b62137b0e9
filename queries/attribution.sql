-- title: Attribution
-- about: Orders, each once, and their worth in one currency, given to what led to them: channels of the visits (by = channel) or short links clicked (by = short_code) of the same person in the days before; all to the first, all to the last, or an equal part to each (linear). Orders that nothing led to are (none).
-- params: app string = store, days integer = 30, from date = 30 days before to, to date = today, app, by string = channel, days, from, late_days integer = 3, to, days, from, to, links_app string = shortener, by, from, late_days, to, from, to, app, by, currency string = USD, days, limit integer = 50
-- columns: name varchar, first_orders bigint, first_revenue decimal(38,4), last_orders bigint
-- columns: last_revenue decimal(38,4), linear_orders decimal(38,4), linear_revenue decimal(38,4)

with known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

visits as (
    select
        session_id as touch_id,
        started_at as touched_at,
        visitor_id,
        user_id,
        coalesce(channel, '(unknown)') as name
    from sessions
    where session_date between cast(cast(date_add('day', -?, ?) as date) as varchar) and cast(? as varchar)
        and app = ?
        and not is_bot
        and ? = 'channel'
),

clicks as (
    select
        event_id as touch_id,
        occurred_at as touched_at,
        coalesce(anonymous_id, user_id) as visitor_id,
        -- The users of another app are others: who a visitor is, the app of the orders knows.
        cast(null as varchar) as user_id,
        short_code as name
    from events
    where received_date between cast(cast(date_add('day', -?, ?) as date) as varchar)
            and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= date_add('day', -?, ?)
        and occurred_at < date_add('day', 1, ?)
        and app = ?
        and event_type = 'link_clicked'
        and traffic = 'human'
        and ? = 'short_code'
),

completed as (
    select
        order_id,
        occurred_at,
        anonymous_id,
        user_id,
        currency,
        value,
        row_number() over (partition by order_id order by occurred_at, event_id) as nth
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = ?
        and event_type = 'order_completed'
        and traffic = 'human'
        and ? in ('channel', 'short_code')
),

all_touches as (
    select * from visits
    union all
    select * from clicks
),

touches as (
    select
        all_touches.touch_id,
        all_touches.touched_at,
        all_touches.name,
        coalesce(all_touches.user_id, known.user_id, all_touches.visitor_id) as person
    from all_touches
    left join known on known.anonymous_id = all_touches.visitor_id
),

orders as (
    select
        completed.order_id,
        completed.occurred_at,
        completed.currency,
        completed.value,
        coalesce(completed.user_id, known.user_id, completed.anonymous_id) as person
    from completed
    left join known on known.anonymous_id = completed.anonymous_id
    where completed.nth = 1
),

journeys as (
    select
        coalesce(touches.name, '(none)') as name,
        case when orders.currency = ? then orders.value end as value,
        row_number() over (partition by orders.order_id order by touches.touched_at, touches.touch_id) as place,
        count(*) over (partition by orders.order_id) as places
    from orders
    left join touches
        on touches.person = orders.person
        and touches.touched_at <= orders.occurred_at
        and touches.touched_at >= date_add('day', -?, orders.occurred_at)
),

-- A part is what all up to this place get, less what those before it get: so the parts of an order add up to the order.
parts as (
    select
        name,
        place = 1 as is_first,
        place = places as is_last,
        value,
        value * place / places - value * (place - 1) / places as linear_value,
        cast(1 as decimal(18, 4)) * place / places - cast(1 as decimal(18, 4)) * (place - 1) / places as linear_order
    from journeys
),

credits as (
    select
        name,
        count_if(is_first) as first_orders,
        coalesce(sum(case when is_first then value end), cast(0 as decimal(18, 4))) as first_revenue,
        count_if(is_last) as last_orders,
        coalesce(sum(case when is_last then value end), cast(0 as decimal(18, 4))) as last_revenue,
        sum(linear_order) as linear_orders,
        coalesce(sum(linear_value), cast(0 as decimal(18, 4))) as linear_revenue
    from parts
    group by name
)

select * from credits
order by last_orders desc, linear_orders desc, name
limit ?
