-- title: Arrivals
-- about: Every event by when it arrived, one row each; late ones came more than an hour after they happened.
-- params: from date = 30 days before to, to date = today
-- columns: received_at timestamp(3), occurred_at timestamp(3), app varchar, event_type varchar, traffic varchar
-- columns: traffic_rule varchar, dialect varchar, sdk varchar, sdk_version varchar, is_late boolean
-- columns: delay_seconds bigint

with arrivals as (
    select
        received_at,
        occurred_at,
        app,
        event_type,
        traffic,
        traffic_rule,
        dialect,
        sdk,
        sdk_version,
        received_at > date_add('hour', 1, occurred_at) as is_late,
        date_diff('second', occurred_at, received_at) as delay_seconds
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', 1, ?) as date) as varchar)
)

select * from arrivals
