-- title: New and returning
-- about: People with a visit each day (UTC) in each app; new are those without a visit on any day before it, back to `since`; new_share is new of all.
-- params: since date = 365 days before from, to date = today, app string = all, app, traffic string = human, traffic, from date = 30 days before to
-- columns: day date, app varchar, visitors bigint, new_visitors bigint, returning_visitors bigint, new_share double

with visits as (
    select
        cast(session_date as date) as day,
        app,
        visitor_id,
        user_id
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
    select distinct
        visits.day,
        visits.app,
        coalesce(visits.user_id, known.user_id, visits.visitor_id) as person
    from visits
    left join known
        on known.app = visits.app
        and known.anonymous_id = visits.visitor_id
),

-- Everybody is new once: on the first of their days.
firsts as (
    select
        app,
        person,
        min(day) as day
    from people
    group by app, person
),

news as (
    select
        day,
        app,
        count(*) as visitors
    from firsts
    group by day, app
),

totals as (
    select
        day,
        app,
        count(*) as visitors
    from people
    where day >= ?
    group by day, app
),

days as (
    select
        totals.day,
        totals.app,
        totals.visitors,
        coalesce(news.visitors, 0) as new_visitors,
        totals.visitors - coalesce(news.visitors, 0) as returning_visitors,
        round(cast(coalesce(news.visitors, 0) as double) / totals.visitors, 4) as new_share
    from totals
    left join news
        on news.day = totals.day
        and news.app = totals.app
)

select * from days
order by day, app
