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

-- A touch is an event with a campaign; touches sort by time, then event_id.
touches as (
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
        actions.value,
        case
            when actions.utm_campaign is not null then cast(actions.occurred_at as varchar) || ' ' || actions.event_id
        end as touch
    from actions
    left join known on known.anonymous_id = actions.anonymous_id
),

attributed as (
    select
        *,
        max_by(utm_source, touch) over (partition by visitor order by occurred_at) as last_source,
        max_by(utm_medium, touch) over (partition by visitor order by occurred_at) as last_medium,
        max_by(utm_campaign, touch) over (partition by visitor order by occurred_at) as last_campaign,
        row_number() over (partition by visitor, event_type, order_id order by occurred_at, event_id) as nth
    from touches
),

-- One reading of the events serves both sides: whom a campaign brought, and what they ordered.
sides as (
    select
        case side when 'touch' then utm_source else last_source end as utm_source,
        case side when 'touch' then utm_medium else last_medium end as utm_medium,
        case side when 'touch' then utm_campaign else last_campaign end as utm_campaign,
        case side when 'touch' then visitor end as visitor,
        case side when 'order' then order_id end as order_id,
        case when side = 'order' and currency = ? then value end as value
    from attributed
    cross join (values ('touch'), ('order')) as names (side)
    where (side = 'touch' and utm_campaign is not null)
        or (side = 'order' and event_type = 'order_completed' and nth = 1 and last_campaign is not null)
),

campaigns as (
    select
        utm_source,
        utm_medium,
        utm_campaign,
        count(distinct visitor) as visitors,
        count(distinct order_id) as orders,
        coalesce(sum(value), cast(0 as decimal(18, 4))) as revenue
    from sides
    group by utm_source, utm_medium, utm_campaign
)

select * from campaigns
order by visitors desc, utm_campaign, utm_source, utm_medium
