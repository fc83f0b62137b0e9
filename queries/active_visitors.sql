-- title: Active visitors
-- about: People active each day (UTC) in each app: visitors, those of them logged in, and their events.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: day date, app varchar, visitors bigint, users bigint, events bigint

with period as (
    select
        cast(occurred_at as date) as day,
        app,
        anonymous_id,
        user_id
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and traffic = 'human'
),

known as (
    select
        app,
        anonymous_id,
        user_id
    from identities
    where is_current
),

people as (
    select
        period.day,
        period.app,
        coalesce(period.user_id, known.user_id, period.anonymous_id) as visitor,
        coalesce(period.user_id, known.user_id) as user_id
    from period
    left join known
        on known.app = period.app
        and known.anonymous_id = period.anonymous_id
),

days as (
    select
        day,
        app,
        count(distinct visitor) as visitors,
        count(distinct user_id) as users,
        count(*) as events
    from people
    group by day, app
)

select * from days
order by day, app
