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

-- Only of those who clicked.
journeys as (
    select
        event_id,
        'link_clicked' as event_type,
        occurred_at,
        visitor,
        short_code,
        cast(occurred_at as varchar) || ' ' || event_id as click,
        cast(null as varchar) as order_id,
        cast(null as varchar) as currency,
        cast(null as decimal(18, 4)) as value
    from clickers
    union all
    select
        event_id,
        event_type,
        occurred_at,
        visitor,
        cast(null as varchar) as short_code,
        cast(null as varchar) as click,
        order_id,
        currency,
        value
    from shoppers
    where visitor in (select visitor from clickers)
),

-- Clicks sort by time, then event_id.
steps as (
    select
        *,
        max_by(short_code, click) over (partition by visitor order by occurred_at) as last_short_code,
        max(case when event_type = 'link_clicked' then occurred_at end)
            over (partition by visitor order by occurred_at) as last_clicked_at,
        min(case when event_type = 'page_viewed' then occurred_at end)
            over (partition by visitor order by occurred_at range between current row and unbounded following) as next_viewed_at,
        row_number() over (partition by visitor, event_type, order_id order by occurred_at, event_id) as nth
    from journeys
),

outcomes as (
    select
        case event_type when 'link_clicked' then short_code else last_short_code end as short_code,
        event_type,
        case
            when event_type = 'link_clicked' and next_viewed_at <= date_add('hour', 24, occurred_at) then visitor
        end as visitor,
        order_id,
        case when currency = ? then value end as value
    from steps
    where event_type = 'link_clicked'
        or (event_type = 'order_completed' and nth = 1 and occurred_at <= date_add('hour', 24, last_clicked_at))
),

links as (
    select
        short_code,
        count_if(event_type = 'link_clicked') as clicks,
        count(distinct visitor) as visits,
        count(distinct order_id) as orders,
        coalesce(sum(value), cast(0 as decimal(18, 4))) as revenue
    from outcomes
    group by short_code
)

select * from links
order by orders desc, clicks desc, short_code
limit ?
