-- title: Active visitors
-- about: People active each day (UTC) in each app: visitors, those of them logged in, and their events.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to

with period as (
    select
        cast(occurred_at as date) as day,
        app,
        coalesce(anonymous_id, user_id) as visitor,
        user_id
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and traffic = 'human'
),

days as (
    select
        day,
        app,
        count(distinct visitor) as visitors,
        count(distinct user_id) as users,
        count(*) as events
    from period
    group by day, app
)

select * from days
order by day, app
