-- title: Clicks over time
-- about: Clicks on short links hour by hour (UTC), people apart from bots and link previews; hours without any are left out.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: hour timestamp(3), clicks bigint, bots bigint, previews bigint

with clicks as (
    select
        date_trunc('hour', occurred_at) as hour,
        traffic
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'link_clicked'
),

hours as (
    select
        hour,
        count_if(traffic = 'human') as clicks,
        count_if(traffic = 'bot') as bots,
        count_if(traffic = 'preview') as previews
    from clicks
    group by hour
)

select * from hours
order by hour
