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

-- Each step is of those who took the one before: fewer and fewer.
visited as (
    select
        visitor,
        min(occurred_at) as visited_at
    from people
    where event_type = 'page_viewed'
    group by visitor
),

viewed as (
    select
        people.visitor,
        min(people.occurred_at) as viewed_at
    from people
    inner join visited
        on visited.visitor = people.visitor
        and visited.visited_at <= people.occurred_at
    where people.event_type = 'product_viewed'
    group by people.visitor
),

added as (
    select
        people.visitor,
        min(people.occurred_at) as added_at
    from people
    inner join viewed
        on viewed.visitor = people.visitor
        and viewed.viewed_at <= people.occurred_at
    where people.event_type = 'product_added'
    group by people.visitor
),

started as (
    select
        people.visitor,
        min(people.occurred_at) as started_at
    from people
    inner join added
        on added.visitor = people.visitor
        and added.added_at <= people.occurred_at
    where people.event_type = 'checkout_started'
    group by people.visitor
),

ordered as (
    select
        people.visitor,
        min(people.occurred_at) as ordered_at
    from people
    inner join started
        on started.visitor = people.visitor
        and started.started_at <= people.occurred_at
    where people.event_type = 'order_completed'
    group by people.visitor
),

totals as (
    select
        (select count(*) from visited) as visited,
        (select count(*) from viewed) as viewed,
        (select count(*) from added) as added,
        (select count(*) from started) as started,
        (select count(*) from ordered) as ordered
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
