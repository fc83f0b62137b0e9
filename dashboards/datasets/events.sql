-- title: Events
-- about: Every event, one row each, of the days that it may have arrived on if it happened in the period; person is the user behind the visitor, where one is known.
-- params: from date = 30 days before to, late_days integer = 3, to date = today
-- columns: event_id varchar, event_type varchar, occurred_at timestamp(3), received_at timestamp(3), app varchar
-- columns: visitor_id varchar, user_id varchar, traffic varchar, traffic_rule varchar, country varchar
-- columns: device_type varchar, os varchar, browser varchar, language varchar, channel varchar, referrer_host varchar
-- columns: utm_source varchar, utm_medium varchar, utm_campaign varchar, page_path varchar, page_title varchar
-- columns: short_code varchar, product_id varchar, product_name varchar, search_query varchar, order_id varchar
-- columns: currency varchar, value decimal(18,4), dialect varchar, sdk varchar, sdk_version varchar, person varchar

with period as (
    select
        event_id,
        event_type,
        occurred_at,
        received_at,
        app,
        anonymous_id,
        user_id,
        traffic,
        traffic_rule,
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
        page_path,
        page_title,
        short_code,
        product_id,
        product_name,
        search_query,
        order_id,
        currency,
        value,
        dialect,
        sdk,
        sdk_version
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
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

people as (
    select
        period.event_id,
        period.event_type,
        period.occurred_at,
        period.received_at,
        period.app,
        period.anonymous_id as visitor_id,
        period.user_id,
        period.traffic,
        period.traffic_rule,
        period.country,
        period.device_type,
        period.os,
        period.browser,
        period.language,
        period.channel,
        period.referrer_host,
        period.utm_source,
        period.utm_medium,
        period.utm_campaign,
        period.page_path,
        period.page_title,
        period.short_code,
        period.product_id,
        period.product_name,
        period.search_query,
        period.order_id,
        period.currency,
        period.value,
        period.dialect,
        period.sdk,
        period.sdk_version,
        coalesce(period.user_id, known.user_id, period.anonymous_id) as person
    from period
    left join known
        on known.app = period.app
        and known.anonymous_id = period.anonymous_id
)

select * from people
