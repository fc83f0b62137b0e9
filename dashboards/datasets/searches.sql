-- title: Searches
-- about: What people searched for, one row each, case and outer spaces aside; results is how many there were, where the app says so (properties.results).
-- params: from date = 30 days before to, late_days integer = 3, to date = today
-- columns: occurred_at timestamp(3), app varchar, search_query varchar, results integer, has_results boolean
-- columns: person varchar, country varchar, device_type varchar, traffic varchar

with searches as (
    select
        occurred_at,
        app,
        lower(trim(search_query)) as search_query,
        try_cast(json_extract_scalar(properties, '$.results') as integer) as results,
        anonymous_id,
        user_id,
        country,
        device_type,
        traffic
    from events
    where received_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', ? + 1, ?) as date) as varchar)
        and event_type = 'product_searched'
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
        searches.occurred_at,
        searches.app,
        searches.search_query,
        searches.results,
        searches.results > 0 as has_results,
        coalesce(searches.user_id, known.user_id, searches.anonymous_id) as person,
        searches.country,
        searches.device_type,
        searches.traffic
    from searches
    left join known
        on known.app = searches.app
        and known.anonymous_id = searches.anonymous_id
)

select * from people
