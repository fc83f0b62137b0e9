-- title: Bounce rate
-- about: Of the visits with a page view, the share that saw one page only and ordered nothing (bounces / sessions), by a trait of the visit: channel, entry_page, referrer_host, utm_source, utm_medium, utm_campaign, country, language, device_type, os, browser or session_date.
-- params: by string = channel, from date = 30 days before to, to date = today, app string = store, traffic string = human, traffic, by, limit integer = 50
-- columns: trait varchar, sessions bigint, bounces bigint, bounce_rate double

with visits as (
    select
        case ?
            when 'channel' then channel
            when 'entry_page' then entry_page
            when 'referrer_host' then referrer_host
            when 'utm_source' then utm_source
            when 'utm_medium' then utm_medium
            when 'utm_campaign' then utm_campaign
            when 'country' then country
            when 'language' then language
            when 'device_type' then device_type
            when 'os' then os
            when 'browser' then browser
            when 'session_date' then session_date
        end as trait,
        pages = 1 and not converted as is_bounce
    from sessions
    where session_date between cast(? as varchar) and cast(? as varchar)
        and app = ?
        and (? = 'all' or case when is_bot then 'bot' else 'human' end = ?)
        and pages > 0
        and ? in (
            'channel', 'entry_page', 'referrer_host', 'utm_source', 'utm_medium', 'utm_campaign', 'country', 'language',
            'device_type', 'os', 'browser', 'session_date'
        )
),

rates as (
    select
        coalesce(trait, '(none)') as trait,
        count(*) as sessions,
        count_if(is_bounce) as bounces,
        round(cast(count_if(is_bounce) as double) / count(*), 4) as bounce_rate
    from visits
    group by coalesce(trait, '(none)')
)

select * from rates
order by sessions desc, trait
limit ?
