-- title: Top links
-- about: The most clicked short links in a period, one row per link; bots and previews left out.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 20
-- columns: short_code varchar, destination_url varchar, clicks bigint, visitors bigint

with clicks as (
    select
        short_code,
        destination_url,
        app,
        anonymous_id,
        user_id
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'link_clicked'
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
        clicks.short_code,
        clicks.destination_url,
        coalesce(clicks.user_id, known.user_id, clicks.anonymous_id) as visitor
    from clicks
    left join known
        on known.app = clicks.app
        and known.anonymous_id = clicks.anonymous_id
),

links as (
    select
        short_code,
        max(destination_url) as destination_url,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from people
    group by short_code
)

select * from links
order by clicks desc, short_code
limit ?
