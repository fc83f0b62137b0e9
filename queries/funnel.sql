-- title: Funnel
-- about: How many people take the steps one after another within so many hours of the first. steps are 2 to 8 event types with > between them, each with a filter if wanted, product_viewed[category=Shoes], on a column or a property; one may come again, and then wants another event. A person counts with the way that gets furthest, the earliest of these; each step is the first event after the step before (at one moment, in the order of the steps).
-- params: steps string = product_viewed > product_added > checkout_started > order_completed, from date = 30 days before to, late_days integer = 3, to date = today, from, to, app string = store, traffic string = human, traffic, app, hours integer = 24
-- columns: step bigint, name varchar, visitors bigint, of_first double, of_previous double, median_seconds double

with given as (
    select
        place as step,
        trim(text) as name,
        trim(split_part(text, '[', 1)) as event_type,
        regexp_extract(text, '\[\s*([^=]*[^=\s])\s*=', 1) as property,
        regexp_extract(text, '=\s*([^\]]*[^\]\s])\s*\]', 1) as value,
        min(place) over (partition by trim(split_part(text, '[', 1))) as first_step
    from unnest(split(replace(?, ',', '>'), '>')) with ordinality as list (text, place)
),

actions as (
    select *
    from events
    where received_date between cast(? as varchar) and cast(cast(date_add('day', ?, ?) as date) as varchar)
        and occurred_at >= ?
        and occurred_at < date_add('day', 1, ?)
        and app = ?
        and (? = 'all' or traffic = ?)
        and event_type in (select event_type from given)
),

known as (
    select
        anonymous_id,
        user_id
    from identities
    where app = ?
        and is_current
),

-- One row for each step that an event can be.
matches as (
    select
        actions.event_id,
        actions.occurred_at,
        coalesce(actions.user_id, known.user_id, actions.anonymous_id) as person,
        given.step,
        given.first_step
    from actions
    inner join given on given.event_type = actions.event_type
    left join known on known.anonymous_id = actions.anonymous_id
    where given.property is null
        or given.value = case given.property
            when 'product_id' then actions.product_id
            when 'product_name' then actions.product_name
            when 'category' then actions.category
            when 'currency' then actions.currency
            when 'cart_id' then actions.cart_id
            when 'order_id' then actions.order_id
            when 'search_query' then actions.search_query
            when 'short_code' then actions.short_code
            when 'destination_url' then actions.destination_url
            when 'page_host' then actions.page_host
            when 'page_path' then actions.page_path
            when 'page_title' then actions.page_title
            when 'referrer_host' then actions.referrer_host
            when 'channel' then actions.channel
            when 'utm_source' then actions.utm_source
            when 'utm_medium' then actions.utm_medium
            when 'utm_campaign' then actions.utm_campaign
            when 'utm_term' then actions.utm_term
            when 'utm_content' then actions.utm_content
            when 'device_type' then actions.device_type
            when 'os' then actions.os
            when 'browser' then actions.browser
            when 'country' then actions.country
            when 'region' then actions.region
            when 'city' then actions.city
            when 'language' then actions.language
            else json_extract_scalar(actions.properties, '$.' || given.property)
        end
),

-- From the last event of a person to the first: of one event the earlier step comes first, and does not see the later.
numbered as (
    select
        person,
        step,
        row_number() over (partition by person order by occurred_at desc, first_step desc, event_id desc, step) as nth,
        cast(occurred_at as varchar) as way
    from matches
),

-- Each step takes up the way that the next event of the next step goes on.
way_7 as (
    select
        person,
        step,
        nth,
        case step
            when 7 then way || coalesce(',' || max_by(way, case step when 8 then nth end) over later, '')
            else way
        end as way
    from numbered
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_6 as (
    select
        person,
        step,
        nth,
        case step
            when 6 then way || coalesce(',' || max_by(way, case step when 7 then nth end) over later, '')
            else way
        end as way
    from way_7
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_5 as (
    select
        person,
        step,
        nth,
        case step
            when 5 then way || coalesce(',' || max_by(way, case step when 6 then nth end) over later, '')
            else way
        end as way
    from way_6
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_4 as (
    select
        person,
        step,
        nth,
        case step
            when 4 then way || coalesce(',' || max_by(way, case step when 5 then nth end) over later, '')
            else way
        end as way
    from way_5
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_3 as (
    select
        person,
        step,
        nth,
        case step
            when 3 then way || coalesce(',' || max_by(way, case step when 4 then nth end) over later, '')
            else way
        end as way
    from way_4
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_2 as (
    select
        person,
        step,
        nth,
        case step
            when 2 then way || coalesce(',' || max_by(way, case step when 3 then nth end) over later, '')
            else way
        end as way
    from way_3
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

way_1 as (
    select
        person,
        step,
        nth,
        case step
            when 1 then way || coalesce(',' || max_by(way, case step when 2 then nth end) over later, '')
            else way
        end as way
    from way_2
    window later as (partition by person order by nth rows between unbounded preceding and 1 preceding)
),

starts as (
    select
        person,
        nth,
        split(way, ',') as moments,
        cast(date_add('hour', ?, cast(substr(way, 1, 23) as timestamp)) as varchar) as until
    from way_1
    where step = 1
),

reaches as (
    select
        person,
        nth,
        moments,
        case
            when element_at(moments, 8) <= until then 8
            when element_at(moments, 7) <= until then 7
            when element_at(moments, 6) <= until then 6
            when element_at(moments, 5) <= until then 5
            when element_at(moments, 4) <= until then 4
            when element_at(moments, 3) <= until then 3
            when element_at(moments, 2) <= until then 2
            else 1
        end as reached
    from starts
),

best as (
    select
        person,
        moments,
        reached,
        row_number() over (partition by person order by reached desc, nth desc) as choice
    from reaches
),

times as (
    select
        taken.step,
        case
            when taken.step > 1 then date_diff(
                'millisecond',
                cast(element_at(best.moments, taken.step - 1) as timestamp),
                cast(taken.moment as timestamp)
            )
        end as waited
    from best
    cross join unnest(best.moments) with ordinality as taken (moment, step)
    where best.choice = 1
        and taken.step <= best.reached
),

ranks as (
    select
        step,
        waited,
        row_number() over (partition by step order by waited) as place,
        count(*) over (partition by step) as visitors
    from times
),

-- The median is the middle one, or the mean of the middle two.
counts as (
    select
        step,
        max(visitors) as visitors,
        avg(case when place in ((visitors + 1) / 2, (visitors + 2) / 2) then cast(waited as double) end) as waited
    from ranks
    group by step
),

funnel as (
    select
        given.step,
        given.name,
        case when given.step <= 8 then coalesce(counts.visitors, 0) end as visitors,
        round(cast(coalesce(counts.visitors, 0) as double)
            / nullif(first_value(counts.visitors) over (order by given.step), 0), 4) as of_first,
        round(cast(coalesce(counts.visitors, 0) as double)
            / nullif(lag(counts.visitors) over (order by given.step), 0), 4) as of_previous,
        round(counts.waited / 1000, 1) as median_seconds
    from given
    left join counts on counts.step = given.step
)

select * from funnel
order by step
