-- title: Campaigns
-- about: The store's campaigns: whom each brought, and the orders that followed, each once, given to its visitor's last campaign before it.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, from, late_days, to, from, to, currency string = USD
-- columns: utm_source varchar, utm_medium varchar, utm_campaign varchar, visitors bigint, orders bigint
-- columns: revenue decimal(38,4)

with tagged as (
    select
        event_id,
        occurred_at,
        anonymous_id,
        user_id,
        coalesce(utm_source, '(none)') as utm_source,
        coalesce(utm_medium, '(none)') as utm_medium,
        utm_campaign
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = 'store'
        and traffic = 'human'
        and utm_campaign is not null
),

completed as (
    select
        event_id,
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
        and traffic = 'human'
        and event_type = 'order_completed'
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = 'store'
        and is_current
),

-- A touch is an event with a campaign; touches sort by time, then event_id.
touches as (
    select
        tagged.event_id,
        tagged.occurred_at,
        coalesce(tagged.user_id, known.user_id, tagged.anonymous_id) as visitor,
        tagged.utm_source,
        tagged.utm_medium,
        tagged.utm_campaign
    from tagged
    left join known on known.anonymous_id = tagged.anonymous_id
),

ordered as (
    select
        completed.event_id,
        completed.occurred_at,
        completed.order_id,
        completed.currency,
        completed.value,
        coalesce(completed.user_id, known.user_id, completed.anonymous_id) as visitor,
        row_number() over (
            partition by coalesce(completed.user_id, known.user_id, completed.anonymous_id), completed.order_id
            order by completed.occurred_at, completed.event_id
        ) as nth
    from completed
    left join known on known.anonymous_id = completed.anonymous_id
),

followed as (
    select
        ordered.order_id,
        case when ordered.currency = ? then ordered.value end as value,
        touches.utm_source,
        touches.utm_medium,
        touches.utm_campaign,
        row_number() over (
            partition by ordered.event_id, ordered.order_id
            order by touches.occurred_at desc, touches.event_id desc
        ) as nth
    from ordered
    inner join touches
        on touches.visitor = ordered.visitor
        and touches.occurred_at <= ordered.occurred_at
    where ordered.nth = 1
),

sold as (
    select
        utm_source,
        utm_medium,
        utm_campaign,
        count(distinct order_id) as orders,
        sum(value) as revenue
    from followed
    where nth = 1
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
