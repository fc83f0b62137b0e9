-- title: Campaigns
-- about: The store's campaigns: whom each brought, and the orders that followed, each once, given to its visitor's last campaign before it.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, currency string = USD
-- columns: utm_source varchar, utm_medium varchar, utm_campaign varchar, visitors bigint, orders bigint
-- columns: revenue decimal(38,4)

with actions as (
    select
        event_id,
        event_type,
        occurred_at,
        anonymous_id,
        user_id,
        coalesce(utm_source, '(none)') as utm_source,
        coalesce(utm_medium, '(none)') as utm_medium,
        utm_campaign,
        order_id,
        currency,
        value
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = 'store'
        and traffic = 'human'
        and (utm_campaign is not null or event_type = 'order_completed')
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = 'store'
        and is_current
),

people as (
    select
        actions.event_id,
        actions.event_type,
        actions.occurred_at,
        coalesce(actions.user_id, known.user_id, actions.anonymous_id) as visitor,
        actions.utm_source,
        actions.utm_medium,
        actions.utm_campaign,
        actions.order_id,
        actions.currency,
        actions.value
    from actions
    left join known on known.anonymous_id = actions.anonymous_id
),

-- A touch is an event with a campaign; touches sort by time, then event_id.
touches as (
    select
        *,
        cast(occurred_at as varchar) || ' ' || event_id as touch
    from people
    where utm_campaign is not null
),

ordered as (
    select
        *,
        row_number() over (partition by visitor, order_id order by occurred_at, event_id) as nth
    from people
    where event_type = 'order_completed'
),

attributed as (
    select
        ordered.order_id,
        max(case when ordered.currency = ? then ordered.value end) as value,
        max_by(touches.utm_source, touches.touch) as utm_source,
        max_by(touches.utm_medium, touches.touch) as utm_medium,
        max_by(touches.utm_campaign, touches.touch) as utm_campaign
    from ordered
    inner join touches
        on touches.visitor = ordered.visitor
        and touches.occurred_at <= ordered.occurred_at
    where ordered.nth = 1
    group by ordered.event_id, ordered.order_id
),

sold as (
    select
        utm_source,
        utm_medium,
        utm_campaign,
        count(distinct order_id) as orders,
        sum(value) as revenue
    from attributed
    group by utm_source, utm_medium, utm_campaign
),

brought as (
    select
        utm_source,
        utm_medium,
        utm_campaign,
        count(distinct visitor) as visitors
    from touches
    group by utm_source, utm_medium, utm_campaign
),

campaigns as (
    select
        brought.utm_source,
        brought.utm_medium,
        brought.utm_campaign,
        brought.visitors,
        coalesce(sold.orders, 0) as orders,
        coalesce(sold.revenue, cast(0 as decimal(18, 4))) as revenue
    from brought
    left join sold
        on sold.utm_source = brought.utm_source
        and sold.utm_medium = brought.utm_medium
        and sold.utm_campaign = brought.utm_campaign
)

select * from campaigns
order by visitors desc, utm_campaign, utm_source, utm_medium
