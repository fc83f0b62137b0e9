-- title: Top links
-- about: The most clicked short links in a period, one row per link; bots and previews left out.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 20

with clicks as (
    select
        short_code,
        destination_url,
        coalesce(anonymous_id, user_id) as visitor
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'link_clicked'
        and traffic = 'human'
),

links as (
    select
        short_code,
        max(destination_url) as destination_url,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from clicks
    group by short_code
)

select * from links
order by clicks desc, short_code
limit ?
