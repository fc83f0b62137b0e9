-- title: Visits
-- about: Visits, one row each, by when they began: a visitor's events of one app with less than 30 idle minutes between them; traffic is bot where any of the events is not a person's.
-- params: from date = 30 days before to, to date = today
-- columns: started_at timestamp(3), app varchar, person varchar, channel varchar, utm_source varchar
-- columns: utm_medium varchar, utm_campaign varchar, referrer_host varchar, short_code varchar, country varchar
-- columns: device_type varchar, os varchar, browser varchar, language varchar, entry_page varchar, exit_page varchar
-- columns: pages integer, events integer, duration_seconds integer, converted boolean, orders integer
-- columns: revenue decimal(18,4), currency varchar, traffic varchar

with visits as (
    select
        started_at,
        app,
        visitor_id,
        user_id,
        channel,
        utm_source,
        utm_medium,
        utm_campaign,
        referrer_host,
        short_code,
        country,
        device_type,
        os,
        browser,
        language,
        entry_page,
        exit_page,
        pages,
        events,
        duration_seconds,
        converted,
        orders,
        revenue,
        currency,
        case when is_bot then 'bot' else 'human' end as traffic
    from sessions
    where session_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', 1, ?) as date) as varchar)
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
        visits.started_at,
        visits.app,
        coalesce(visits.user_id, known.user_id, visits.visitor_id) as person,
        visits.channel,
        visits.utm_source,
        visits.utm_medium,
        visits.utm_campaign,
        visits.referrer_host,
        visits.short_code,
        visits.country,
        visits.device_type,
        visits.os,
        visits.browser,
        visits.language,
        visits.entry_page,
        visits.exit_page,
        visits.pages,
        visits.events,
        visits.duration_seconds,
        visits.converted,
        visits.orders,
        visits.revenue,
        visits.currency,
        visits.traffic
    from visits
    left join known
        on known.app = visits.app
        and known.anonymous_id = visits.visitor_id
)

select * from people
