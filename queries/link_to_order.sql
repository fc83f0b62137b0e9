-- title: From link to order
-- about: What became of the clicks on each short link within 24 hours: visits to the store, and orders, each once, given to its visitor's last click.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, from, late_days, to, from, to, currency string = USD, limit integer = 50
-- columns: short_code varchar, clicks bigint, visits bigint, orders bigint, revenue decimal(38,4)

with clicks as (
    select
        event_id,
        occurred_at,
        anonymous_id,
        user_id,
        short_code
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = 'shortener'
        and event_type = 'link_clicked'
        and traffic = 'human'
),

store as (
    select
        event_id,
        event_type,
        occurred_at,
        anonymous_id,
        user_id,
        order_id,
        currency,
        value
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = 'store'
        and event_type in ('page_viewed', 'order_completed')
        and traffic = 'human'
),

-- Who a visitor is, the store knows, also of the clicks: the users of another app are others.
known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = 'store'
        and is_current
),

clickers as (
    select
        clicks.event_id,
        clicks.occurred_at,
        clicks.short_code,
        coalesce(known.user_id, clicks.anonymous_id, clicks.user_id) as visitor
    from clicks
    left join known on known.anonymous_id = clicks.anonymous_id
),

shoppers as (
    select
        store.event_id,
        store.event_type,
        store.occurred_at,
        store.order_id,
        store.currency,
        store.value,
        coalesce(store.user_id, known.user_id, store.anonymous_id) as visitor
    from store
    left join known on known.anonymous_id = store.anonymous_id
),

-- Whether somebody came within 24 hours, the last view of that day and the first of the next say.
views as (
    select
        visitor,
        cast(occurred_at as date) as day,
        min(occurred_at) as first_viewed_at,
        max(occurred_at) as last_viewed_at
    from shoppers
    where event_type = 'page_viewed'
    group by visitor, cast(occurred_at as date)
),

visits as (
    select
        clickers.short_code,
        count(*) as clicks,
        count(distinct case
            when same.last_viewed_at >= clickers.occurred_at then clickers.visitor
            when later.first_viewed_at <= date_add('hour', 24, clickers.occurred_at) then clickers.visitor
        end) as visits
    from clickers
    left join views as same
        on same.visitor = clickers.visitor
        and same.day = cast(clickers.occurred_at as date)
    left join views as later
        on later.visitor = clickers.visitor
        and later.day = cast(date_add('day', 1, clickers.occurred_at) as date)
    group by clickers.short_code
),

ordered as (
    select
        *,
        row_number() over (partition by visitor, order_id order by occurred_at, event_id) as nth
    from shoppers
    where event_type = 'order_completed'
),

-- Clicks sort by time, then event_id.
touches as (
    select
        ordered.order_id,
        case when ordered.currency = ? then ordered.value end as value,
        clickers.short_code,
        row_number() over (
            partition by ordered.visitor, ordered.order_id
            order by clickers.occurred_at desc, clickers.event_id desc
        ) as nth
    from ordered
    inner join clickers
        on clickers.visitor = ordered.visitor
        and clickers.occurred_at <= ordered.occurred_at
        and ordered.occurred_at <= date_add('hour', 24, clickers.occurred_at)
    where ordered.nth = 1
),

orders as (
    select
        short_code,
        count(distinct order_id) as orders,
        sum(value) as revenue
    from touches
    where nth = 1
    group by short_code
),

links as (
    select
        visits.short_code,
        visits.clicks,
        visits.visits,
        coalesce(orders.orders, 0) as orders,
        coalesce(orders.revenue, cast(0 as decimal(18, 4))) as revenue
    from visits
    left join orders on orders.short_code = visits.short_code
)

select * from links
order by orders desc, clicks desc, short_code
limit ?
