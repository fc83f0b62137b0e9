-- title: Clicks by country
-- about: Where the people who clicked short links were, with each country's share of all clicks.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: country varchar, clicks bigint, visitors bigint, share double

with clicks as (
    select
        coalesce(country, '(unknown)') as country,
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
        clicks.country,
        coalesce(clicks.user_id, known.user_id, clicks.anonymous_id) as visitor
    from clicks
    left join known
        on known.app = clicks.app
        and known.anonymous_id = clicks.anonymous_id
),

countries as (
    select
        country,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from people
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
