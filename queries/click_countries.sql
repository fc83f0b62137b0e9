-- title: Clicks by country
-- about: Where the people who clicked short links were, with each country's share of all clicks.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to

with clicks as (
    select
        coalesce(country, '(unknown)') as country,
        coalesce(anonymous_id, user_id) as visitor
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'link_clicked'
        and traffic = 'human'
),

countries as (
    select
        country,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from clicks
    group by country
),

shares as (
    select
        country,
        clicks,
        visitors,
        round(cast(clicks as double) / sum(clicks) over (), 4) as share
    from countries
)

select * from shares
order by clicks desc, country
