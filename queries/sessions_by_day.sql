-- title: Sessions by day
-- about: Visits by the day they began (UTC) in each app: how many, of how many people, pages and seconds a visit, and the share of all visits that have an order (conversion).
-- params: from date = 30 days before to, to date = today, app string = all, app, traffic string = human, traffic
-- columns: day date, app varchar, sessions bigint, visitors bigint, pages_per_session double
-- columns: seconds_per_session double, converted bigint, conversion double

with visits as (
    select
        cast(session_date as date) as day,
        app,
        visitor_id,
        user_id,
        pages,
        duration_seconds,
        converted
    from sessions
    where session_date between cast(? as varchar) and cast(? as varchar)
        and (? = 'all' or app = ?)
        and (? = 'all' or case when is_bot then 'bot' else 'human' end = ?)
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
        visits.day,
        visits.app,
        coalesce(visits.user_id, known.user_id, visits.visitor_id) as person,
        visits.pages,
        visits.duration_seconds,
        visits.converted
    from visits
    left join known
        on known.app = visits.app
        and known.anonymous_id = visits.visitor_id
),

days as (
    select
        day,
        app,
        count(*) as sessions,
        count(distinct person) as visitors,
        round(avg(cast(pages as double)), 4) as pages_per_session,
        round(avg(cast(duration_seconds as double)), 4) as seconds_per_session,
        count_if(converted) as converted,
        round(cast(count_if(converted) as double) / count(*), 4) as conversion
    from people
    group by day, app
)

select * from days
order by day, app
