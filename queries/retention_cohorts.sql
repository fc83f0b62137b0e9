-- title: Retention by week
-- about: People by the week (Monday to Sunday, UTC) of their first visit since `since`, and how many came back so many weeks later; retention is of the cohort's size. Weeks that `to` does not complete are left out.
-- params: since date = 365 days before from, to date = today, app string = store, traffic string = human, traffic, app, from date = 84 days before to, weeks integer = 12, to
-- columns: cohort date, weeks_later bigint, cohort_size bigint, visitors bigint, retention double

with visits as (
    select
        date_trunc('week', cast(session_date as date)) as week,
        visitor_id,
        user_id
    from sessions
    where session_date between cast(? as varchar) and cast(? as varchar)
        and app = ?
        and (? = 'all' or case when is_bot then 'bot' else 'human' end = ?)
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

people as (
    select distinct
        visits.week,
        coalesce(visits.user_id, known.user_id, visits.visitor_id) as person
    from visits
    left join known on known.anonymous_id = visits.visitor_id
),

firsts as (
    select
        week,
        min(week) over (partition by person) as cohort
    from people
),

returns as (
    select
        cohort,
        date_diff('week', cohort, week) as weeks_later,
        count(*) as visitors
    from firsts
    where cohort >= date_trunc('week', ?)
    group by cohort, date_diff('week', cohort, week)
),

-- A cohort's weeks, also those in which nobody came back.
cells as (
    select
        returns.cohort,
        returns.visitors as cohort_size,
        later.weeks_later
    from returns
    cross join unnest(sequence(0, ?)) as later (weeks_later)
    where returns.weeks_later = 0
        and date_add('day', 7 * later.weeks_later + 6, returns.cohort) <= ?
),

retention as (
    select
        cells.cohort,
        cells.weeks_later,
        cells.cohort_size,
        coalesce(returns.visitors, 0) as visitors,
        round(cast(coalesce(returns.visitors, 0) as double) / cells.cohort_size, 4) as retention
    from cells
    left join returns
        on returns.cohort = cells.cohort
        and returns.weeks_later = cells.weeks_later
)

select * from retention
order by cohort, weeks_later
