-- title: Click referrers
-- about: Which sites people clicked short links on, and by which channel.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 50
-- columns: referrer_host varchar, channel varchar, clicks bigint, visitors bigint

with clicks as (
    select
        coalesce(referrer_host, '(direct)') as referrer_host,
        channel,
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
        clicks.referrer_host,
        clicks.channel,
        coalesce(clicks.user_id, known.user_id, clicks.anonymous_id) as visitor
    from clicks
    left join known
        on known.app = clicks.app
        and known.anonymous_id = clicks.anonymous_id
),

referrers as (
    select
        referrer_host,
        channel,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from people
    group by referrer_host, channel
)

select * from referrers
order by clicks desc, referrer_host, channel
limit ?
