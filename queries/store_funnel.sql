-- title: Store funnel
-- about: How many of the store's visitors get from a page to a product, the cart, the checkout and an order, each step after the one before.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: step integer, name varchar, visitors bigint, of_previous double, of_first double

with actions as (
    select
        anonymous_id,
        user_id,
        event_type,
        occurred_at
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = 'store'
        and event_type in ('page_viewed', 'product_viewed', 'product_added', 'checkout_started', 'order_completed')
        and traffic = 'human'
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
        coalesce(actions.user_id, known.user_id, actions.anonymous_id) as visitor,
        actions.event_type,
        actions.occurred_at
    from actions
    left join known on known.anonymous_id = actions.anonymous_id
),

-- Of the page views only a visitor's first counts.
moments as (
    select
        visitor,
        event_type,
        min(occurred_at) as occurred_at
    from people
    group by visitor, event_type, case when event_type = 'page_viewed' then null else occurred_at end
),

visited as (
    select
        *,
        min(case when event_type = 'page_viewed' then occurred_at end) over (partition by visitor) as visited_at
    from moments
),

viewed as (
    select
        *,
        min(case when event_type = 'product_viewed' and occurred_at >= visited_at then occurred_at end)
            over (partition by visitor) as viewed_at
    from visited
),

added as (
    select
        *,
        min(case when event_type = 'product_added' and occurred_at >= viewed_at then occurred_at end)
            over (partition by visitor) as added_at
    from viewed
),

started as (
    select
        *,
        min(case when event_type = 'checkout_started' and occurred_at >= added_at then occurred_at end)
            over (partition by visitor) as started_at
    from added
),

visitors as (
    select
        min(visited_at) as visited_at,
        min(viewed_at) as viewed_at,
        min(added_at) as added_at,
        min(started_at) as started_at,
        min(case when event_type = 'order_completed' and occurred_at >= started_at then occurred_at end) as ordered_at
    from started
    group by visitor
),

totals as (
    select
        count(visited_at) as visited,
        count(viewed_at) as viewed,
        count(added_at) as added,
        count(started_at) as started,
        count(ordered_at) as ordered
    from visitors
),

steps as (
    select
        step,
        name,
        case step when 1 then visited when 2 then viewed when 3 then added when 4 then started else ordered end as visitors,
        case step when 1 then visited when 2 then visited when 3 then viewed when 4 then added else started end as previous,
        visited
    from totals
    cross join (
        values
            (1, 'visited'),
            (2, 'product_viewed'),
            (3, 'product_added'),
            (4, 'checkout_started'),
            (5, 'order_completed')
    ) as names (step, name)
),

funnel as (
    select
        step,
        name,
        visitors,
        round(cast(visitors as double) / nullif(previous, 0), 4) as of_previous,
        round(cast(visitors as double) / nullif(visited, 0), 4) as of_first
    from steps
)

select * from funnel
order by step
