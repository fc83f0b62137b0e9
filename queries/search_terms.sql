-- title: Search terms
-- about: What people searched the store for, case and outer spaces aside.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 50
-- columns: term varchar, searches bigint, visitors bigint

with searches as (
    select
        lower(trim(search_query)) as term,
        app,
        anonymous_id,
        user_id
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'product_searched'
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
        searches.term,
        coalesce(searches.user_id, known.user_id, searches.anonymous_id) as visitor
    from searches
    left join known
        on known.app = searches.app
        and known.anonymous_id = searches.anonymous_id
),

terms as (
    select
        term,
        count(*) as searches,
        count(distinct visitor) as visitors
    from people
    group by term
)

select * from terms
order by searches desc, term
limit ?
