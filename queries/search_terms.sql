-- title: Search terms
-- about: What people searched the store for, case and outer spaces aside.
-- params: from date = 30 days before to, late_days integer = 3, to date = today, from, to, limit integer = 50

with searches as (
    select
        lower(trim(search_query)) as term,
        coalesce(anonymous_id, user_id) as visitor
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and event_type = 'product_searched'
        and traffic = 'human'
),

terms as (
    select
        term,
        count(*) as searches,
        count(distinct visitor) as visitors
    from searches
    group by term
)

select * from terms
order by searches desc, term
limit ?
