-- title: Clicks
-- about: Clicks on short links, one row each, with what their links are called and when they were made.
-- params: from date = 30 days before to, late_days integer = 3, to date = today
-- columns: occurred_at timestamp(3), app varchar, short_code varchar, title varchar, destination_url varchar
-- columns: created_at timestamp(3), person varchar, country varchar, device_type varchar, os varchar, browser varchar
-- columns: language varchar, channel varchar, referrer_host varchar, utm_source varchar, utm_medium varchar
-- columns: utm_campaign varchar, traffic varchar

with clicks as (
    select
        occurred_at,
        app,
        short_code,
        destination_url,
        anonymous_id,
        user_id,
        country,
        device_type,
        os,
        browser,
        language,
        channel,
        referrer_host,
        utm_source,
        utm_medium,
        utm_campaign,
        traffic
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
        and event_type = 'link_clicked'
),

known as (
    select
        app,
        anonymous_id,
        max(user_id) as user_id
    from identities
    where is_current
    group by app, anonymous_id
),

named as (
    select
        app,
        short_code,
        max(title) as title,
        max(created_at) as created_at
    from links
    group by app, short_code
),

described as (
    select
        clicks.occurred_at,
        clicks.app,
        clicks.short_code,
        named.title,
        clicks.destination_url,
        named.created_at,
        coalesce(clicks.user_id, known.user_id, clicks.anonymous_id) as person,
        clicks.country,
        clicks.device_type,
        clicks.os,
        clicks.browser,
        clicks.language,
        clicks.channel,
        clicks.referrer_host,
        clicks.utm_source,
        clicks.utm_medium,
        clicks.utm_campaign,
        clicks.traffic
    from clicks
    left join known
        on known.app = clicks.app
        and known.anonymous_id = clicks.anonymous_id
    left join named
        on named.app = clicks.app
        and named.short_code = clicks.short_code
)

select * from described
