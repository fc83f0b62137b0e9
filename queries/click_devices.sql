-- title: Click devices
-- about: What people clicked short links with: device, operating system, browser.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to
-- columns: device_type varchar, os varchar, browser varchar, clicks bigint, visitors bigint

with clicks as (
    select
        coalesce(device_type, '(unknown)') as device_type,
        coalesce(os, '(unknown)') as os,
        coalesce(browser, '(unknown)') as browser,
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
        clicks.device_type,
        clicks.os,
        clicks.browser,
        coalesce(clicks.user_id, known.user_id, clicks.anonymous_id) as visitor
    from clicks
    left join known
        on known.app = clicks.app
        and known.anonymous_id = clicks.anonymous_id
),

devices as (
    select
        device_type,
        os,
        browser,
        count(*) as clicks,
        count(distinct visitor) as visitors
    from people
    group by device_type, os, browser
)

select * from devices
order by clicks desc, device_type, os, browser
