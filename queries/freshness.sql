-- title: Freshness
-- about: How recent each app's data is, and how many of its events came more than an hour after they happened.
-- params: from date = 7 days before to, to date = today
-- columns: app varchar, last_received_at timestamp(3), last_occurred_at timestamp(3), events bigint
-- columns: late_events bigint

with arrivals as (
    select
        app,
        received_at,
        occurred_at
    from events
    where received_date between cast(? as varchar) and cast(? as varchar)
),

apps as (
    select
        app,
        max(received_at) as last_received_at,
        max(occurred_at) as last_occurred_at,
        count(*) as events,
        count_if(received_at > date_add('hour', 1, occurred_at)) as late_events
    from arrivals
    group by app
)

select * from apps
order by app
