-- title: Bot share
-- about: How much of each app's traffic is human, bot or link preview.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: app varchar, traffic varchar, events bigint, share double

with period as (
    select
        app,
        traffic
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
),

kinds as (
    select
        app,
        traffic,
        count(*) as events
    from period
    group by app, traffic
),

shares as (
    select
        app,
        traffic,
        events,
        round(cast(events as double) / sum(events) over (partition by app), 4) as share
    from kinds
)

select * from shares
order by app, events desc, traffic
